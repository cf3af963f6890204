# region job
class ConfirmOrderJob < ApplicationJob
  queue_as :default

  # Waits about 3, 18 and 83 seconds, then gives up.
  retry_on StandardError, wait: :polynomially_longer, attempts: 4

  def perform(order)
    ContractFixtures.fail_first_try(order.sku, executions)

    order.confirm!
  end
end
# endregion job
