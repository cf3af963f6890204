// Command api serves the orders over HTTP.
package main

import (
	"context"
	"errors"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riversqlite"

	"example.com/orders/internal/database"
	"example.com/orders/internal/orders"
)

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	ctx, stop := signal.NotifyContext(
		context.Background(), os.Interrupt, syscall.SIGTERM,
	)
	defer stop()

	token := os.Getenv("ORDERS_TOKEN")
	if token == "" {
		return errors.New("ORDERS_TOKEN is not set")
	}
	db, err := database.Open(os.Getenv("DATABASE"))
	if err != nil {
		return err
	}
	defer db.Close()

	// No workers: this client only inserts jobs, cmd/worker runs them.
	jobs, err := river.NewClient(riversqlite.New(db), &river.Config{})
	if err != nil {
		return err
	}
	router, err := orders.NewRouter(orders.NewService(db, jobs), token)
	if err != nil {
		return err
	}
	server := &http.Server{
		Addr:              "127.0.0.1:" + os.Getenv("PORT"),
		Handler:           router,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      10 * time.Second,
		IdleTimeout:       time.Minute,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.ListenAndServe() }()

	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return server.Shutdown(ctx)
}
