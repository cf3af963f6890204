import Config

if System.get_env("PHX_SERVER") do
  config :shop, ShopWeb.Endpoint, server: true
end

config :shop, ShopWeb.Endpoint,
  http: [ip: {127, 0, 0, 1}, port: String.to_integer(System.get_env("PORT", "4000"))]

config :shop, :orders_token, System.get_env("ORDERS_TOKEN", "")

if config_env() == :prod do
  config :shop, Shop.Repo,
    database: System.fetch_env!("DATABASE"),
    pool_size: String.to_integer(System.get_env("POOL_SIZE") || "5")

  config :shop, ShopWeb.Endpoint,
    url: [host: System.get_env("PHX_HOST") || "example.com", port: 443, scheme: "https"],
    secret_key_base: System.fetch_env!("SECRET_KEY_BASE")
end
