CREATE TABLE `alerts` (
	`id` text PRIMARY KEY NOT NULL,
	`severity` text NOT NULL,
	`title` text NOT NULL,
	`message` text NOT NULL,
	`time` integer NOT NULL,
	`acknowledged_at` integer,
	`seal` integer
) STRICT;
