ALTER TABLE `fills` ADD `corrects` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `fills_corrects` ON `fills` (`corrects`) WHERE corrects IS NOT NULL;