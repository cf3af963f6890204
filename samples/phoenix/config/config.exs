import Config

config :shop,
  ecto_repos: [Shop.Repo],
  generators: [timestamp_type: :utc_datetime_usec]

config :shop, ShopWeb.Endpoint,
  url: [host: "localhost"],
  adapter: Bandit.PhoenixAdapter,
  render_errors: [formats: [json: ShopWeb.ErrorJSON], layout: false],
  pubsub_server: Shop.PubSub

config :shop, Oban,
  engine: Oban.Engines.Lite,
  repo: Shop.Repo,
  queues: [default: 5],
  # Rescues the jobs of a node that was killed.
  plugins: [Oban.Plugins.Lifeline]

config :logger, :default_formatter,
  format: "$time $metadata[$level] $message\n",
  metadata: [:request_id]

config :phoenix, :json_library, Jason

import_config "#{config_env()}.exs"
