import Config

config :shop, Shop.Repo,
  database: Path.expand("../shop_dev.db", __DIR__),
  stacktrace: true,
  show_sensitive_data_on_connection_error: true

config :shop, ShopWeb.Endpoint,
  check_origin: false,
  debug_errors: true,
  secret_key_base: String.duplicate("dev", 22)
