CREATE TABLE `candles` (
	`instrument_id` text NOT NULL,
	`interval` text NOT NULL,
	`open_time` integer NOT NULL,
	`open` text NOT NULL,
	`high` text NOT NULL,
	`low` text NOT NULL,
	`close` text NOT NULL,
	`volume` text NOT NULL,
	`closed` integer NOT NULL,
	PRIMARY KEY(`instrument_id`, `interval`, `open_time`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `migrations` (
	`version` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`digest` text NOT NULL,
	`applied_at` integer NOT NULL
) STRICT;
