import Config

if System.get_env("PHX_SERVER") do
  config :shop, ShopWeb.Endpoint, server: true
end

config :shop, ShopWeb.Endpoint,
  http: [ip: {127, 0, 0, 1}, port: String.to_integer(System.get_env("PORT", "4000"))]

config :shop, :orders_token, System.get_env("ORDERS_TOKEN", "")

if config_env() == :prod do
  # SQLite has one writer at a time, and so has the pool: with the usual five
  # connections, eight orders at once ended as "database is locked".
  config :shop, Shop.Repo,
    database: System.fetch_env!("DATABASE"),
    pool_size: 1

  config :shop, ShopWeb.Endpoint,
    url: [host: System.get_env("PHX_HOST") || "example.com", port: 443, scheme: "https"],
    secret_key_base: System.fetch_env!("SECRET_KEY_BASE")
end
