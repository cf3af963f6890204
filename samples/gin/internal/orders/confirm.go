package orders

import (
	"context"
	"database/sql"
	"errors"

	"github.com/riverqueue/river"

	"example.com/orders/internal/database"
)

// #region job
type ConfirmArgs struct {
	OrderID int64 `json:"order_id"`
}

func (ConfirmArgs) Kind() string { return "order.confirm" }

type ConfirmWorker struct {
	river.WorkerDefaults[ConfirmArgs]
	queries *database.Queries
}

func NewConfirmWorker(db *sql.DB) *ConfirmWorker {
	return &ConfirmWorker{queries: database.New(db)}
}

// Work may run twice for one order, so the query confirms only what is
// pending. After an error River tries again, one second later at first.
func (w *ConfirmWorker) Work(
	ctx context.Context, job *river.Job[ConfirmArgs],
) error {
	order, err := w.queries.GetOrder(ctx, job.Args.OrderID)
	if errors.Is(err, sql.ErrNoRows) {
		return river.JobCancel(err)
	}
	if err != nil {
		return err
	}
	if order.SKU == "FLAKY" && job.Attempt == 1 {
		return errors.New("warehouse did not answer")
	}
	return w.queries.ConfirmOrder(ctx, order.ID)
}

// #endregion job
