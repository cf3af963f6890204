# The two SKUs that exist only so that the contract can see a conflict and a retry.
module ContractFixtures
  def self.initial_status(sku)
    sku == "SHIPPED" ? :shipped : :pending
  end

  def self.fail_first_try(sku, executions)
    raise "FLAKY fails its first try." if sku == "FLAKY" && executions == 1
  end
end
