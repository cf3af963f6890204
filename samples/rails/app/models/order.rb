class Order < ApplicationRecord
  class AlreadyShipped < StandardError; end

  # region validation
  validates :sku, presence: true, length: { maximum: 40 }
  validates :quantity, numericality: { only_integer: true, in: 1..100 }
  validates :email, length: { maximum: 254 },
    format: { with: URI::MailTo::EMAIL_REGEXP }
  validates :idempotency_key, length: { maximum: 255 }

  # JSON has types, and Active Record casts them away: "2" would be 2.
  validates_each :sku, :quantity, :email do |order, name, value|
    sent = order.read_attribute_before_type_cast(name)
    order.errors.add(name, :invalid) unless sent.class == value.class
  end
  # endregion validation

  # region model
  enum :status,
    %w[ pending confirmed shipped cancelled ].index_by(&:itself)

  before_create { self.status = ContractFixtures.initial_status(sku) }
  after_create_commit { ConfirmOrderJob.perform_later(self) }

  def confirm!
    with_lock do
      if pending?
        update!(status: :confirmed, confirmed_at: Time.current,
          confirmations: confirmations + 1)
      end
    end
  end

  def cancel!
    with_lock { shipped? ? raise(AlreadyShipped) : cancelled! }
  end
  # endregion model

  def serializable_hash(options = nil)
    super({ except: %i[ idempotency_key updated_at ] }.merge(options || {}))
  end
end
