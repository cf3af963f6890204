# region migration
class CreateOrders < ActiveRecord::Migration[8.1]
  def change
    create_table :orders do |t|
      t.string :sku, null: false, limit: 40
      t.integer :quantity, null: false
      t.string :email, null: false
      t.string :status, null: false, default: "pending"
      t.string :idempotency_key, index: { unique: true }
      t.datetime :confirmed_at
      t.integer :confirmations, null: false, default: 0

      t.timestamps
    end
  end
end
# endregion migration
