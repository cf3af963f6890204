import { Migration } from '@mikro-orm/migrations';

export class Migration20261130191901_create_orders extends Migration {
  override name = 'Migration20261130191901_create_orders';

  // #region migration
  override up() {
    this.addSql(`create table \`orders\` (
      \`id\` integer not null primary key autoincrement,
      \`sku\` text not null,
      \`quantity\` integer not null,
      \`email\` text not null,
      \`status\` text check (\`status\` in (
        'pending', 'confirmed', 'shipped', 'cancelled'
      )) not null default 'pending',
      \`idempotency_key\` text null,
      \`confirmations\` integer not null default 0,
      \`confirmed_at\` datetime null,
      \`created_at\` datetime not null
    );`);
    this.addSql(
      `create unique index \`orders_idempotency_key_unique\`
      on \`orders\` (\`idempotency_key\`);`,
    );
    // #endregion migration
    this.addSql(`create table \`confirmation_job\` (
      \`id\` integer not null primary key autoincrement,
      \`order_id\` integer not null,
      \`attempts\` integer not null default 0,
      \`run_at\` datetime not null,
      constraint \`confirmation_job_order_id_foreign\`
        foreign key (\`order_id\`) references \`orders\` (\`id\`)
    );`);
    this.addSql(
      `create index \`confirmation_job_order_id_index\`
      on \`confirmation_job\` (\`order_id\`);`,
    );
    this.addSql(
      `create index \`confirmation_job_run_at_index\`
      on \`confirmation_job\` (\`run_at\`);`,
    );
  }

  override down() {
    this.addSql('drop table `confirmation_job`;');
    this.addSql('drop table `orders`;');
  }
}
