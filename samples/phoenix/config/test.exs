import Config

config :shop, Shop.Repo,
  database: Path.expand("../shop_test.db", __DIR__),
  pool_size: 5,
  pool: Ecto.Adapters.SQL.Sandbox

config :shop, ShopWeb.Endpoint,
  http: [ip: {127, 0, 0, 1}, port: 4002],
  secret_key_base: String.duplicate("test", 16),
  server: false

config :shop, Oban, testing: :manual

config :logger, level: :warning

config :phoenix, :plug_init_mode, :runtime
