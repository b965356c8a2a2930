INSERT OR IGNORE INTO `unfolded` (`account_id`, `held`) SELECT DISTINCT `account_id`, `instrument_id` FROM `ledger` WHERE `type` = 'spin-off' AND `quantity` IS NOT NULL AND `voided_by` IS NULL;
