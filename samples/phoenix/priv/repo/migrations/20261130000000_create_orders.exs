# region migration
defmodule Shop.Repo.Migrations.CreateOrders do
  use Ecto.Migration

  def change do
    create table(:orders) do
      add :sku, :string, null: false, size: 40
      add :quantity, :integer, null: false
      add :email, :string, null: false
      add :status, :string, null: false
      add :idempotency_key, :string
      add :confirmed_at, :utc_datetime_usec
      add :confirmations, :integer, null: false, default: 0

      timestamps(
        inserted_at: :created_at,
        updated_at: false,
        type: :utc_datetime_usec
      )
    end

    create unique_index(:orders, [:idempotency_key])
  end
end

# endregion migration
