class ApplicationJob < ActiveJob::Base
  # The record is gone, so there is nothing left to do.
  discard_on ActiveJob::DeserializationError
end
