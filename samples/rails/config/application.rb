require_relative "boot"

require "rails"
require "active_model/railtie"
require "active_job/railtie"
require "active_record/railtie"
require "action_controller/railtie"
require "rails/test_unit/railtie"

Bundler.require(*Rails.groups)

module Shop
  class Application < Rails::Application
    config.load_defaults 8.1

    config.api_only = true

    # Errors as JSON whatever the caller accepts; by default they are pages.
    config.exceptions_app = ->(env) { ErrorsController.action(:show).call(env) }

    config.action_dispatch.rescue_responses["Order::AlreadyShipped"] = :conflict

    config.x.orders_token = ENV.fetch("ORDERS_TOKEN", "")
  end
end
