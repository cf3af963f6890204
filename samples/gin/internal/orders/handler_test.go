package orders_test

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivertest"

	"example.com/orders/internal/database"
	"example.com/orders/internal/orders"
)

func newRouter(t *testing.T) (*gin.Engine, *riversqlite.Driver) {
	t.Helper()
	gin.SetMode(gin.TestMode)
	db, err := database.Open(filepath.Join(t.TempDir(), "test.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := database.Migrate(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	driver := riversqlite.New(db)
	jobs, err := river.NewClient(driver, &river.Config{})
	if err != nil {
		t.Fatal(err)
	}
	router, err := orders.NewRouter(orders.NewService(db, jobs), "secret")
	if err != nil {
		t.Fatal(err)
	}
	return router, driver
}

// #region test
func TestCreate(t *testing.T) {
	tests := map[string]struct {
		body    string
		status  int
		invalid []string
	}{
		"valid": {
			body:   `{"sku":"BOOK-1","quantity":2,"email":"a@b.org"}`,
			status: http.StatusCreated,
		},
		"out of range": {
			body:    `{"sku":"","quantity":101,"email":"nobody"}`,
			status:  http.StatusUnprocessableEntity,
			invalid: []string{"sku", "quantity", "email"},
		},
		"wrong types": {
			body:    `{"sku":7,"quantity":"2","email":"a@b.org"}`,
			status:  http.StatusUnprocessableEntity,
			invalid: []string{"sku", "quantity"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			router, driver := newRouter(t)
			w := httptest.NewRecorder()
			body := strings.NewReader(test.body)
			req := httptest.NewRequest("POST", "/orders", body)
			router.ServeHTTP(w, req)
			if w.Code != test.status {
				t.Fatalf("%d, not %d: %s", w.Code, test.status, w.Body)
			}
			if test.status == http.StatusCreated {
				rivertest.RequireInserted(
					t.Context(), t, driver, orders.ConfirmArgs{}, nil,
				)
				return
			}
			for _, field := range test.invalid {
				if !strings.Contains(w.Body.String(), `"`+field+`"`) {
					t.Errorf("%s is not named: %s", field, w.Body)
				}
			}
		})
	}
}

// #endregion test
