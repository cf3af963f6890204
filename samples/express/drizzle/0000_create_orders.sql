CREATE TABLE `confirmation_jobs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`order_id` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`run_at` integer NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`)
		ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `confirmation_jobs_run_at`
	ON `confirmation_jobs` (`run_at`);--> statement-breakpoint
-- #region migration
CREATE TABLE `orders` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`sku` text(40) NOT NULL,
	`quantity` integer NOT NULL,
	`email` text NOT NULL,
	`status` text NOT NULL,
	`idempotency_key` text(255),
	`confirmations` integer DEFAULT 0 NOT NULL,
	`confirmed_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_idempotencyKey_unique`
	ON `orders` (`idempotency_key`);
-- #endregion migration
