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

func post(
	router http.Handler, body, key string,
) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	r := httptest.NewRequest("POST", "/orders", strings.NewReader(body))
	if key != "" {
		r.Header.Set("Idempotency-Key", key)
	}
	router.ServeHTTP(w, r)
	return w
}

// #region test
func TestCreateOncePerKey(t *testing.T) {
	router, driver := newRouter(t)
	body := `{"sku":"MUG","quantity":2,"email":"ada@example.org"}`

	first := post(router, body, "once")
	if first.Code != http.StatusCreated {
		t.Fatalf("%d: %s", first.Code, first.Body)
	}
	again := post(router, body, "once")
	if again.Code != http.StatusOK {
		t.Errorf("%d: %s", again.Code, again.Body)
	}
	if again.Body.String() != first.Body.String() {
		t.Errorf("%s, not %s", again.Body, first.Body)
	}
	rivertest.RequireInserted(
		t.Context(), t, driver, orders.ConfirmArgs{}, nil,
	)
}

func TestCreateNamesInvalidFields(t *testing.T) {
	tests := map[string]string{
		"values": `{"sku":"","quantity":101,"email":"nobody"}`,
		"types":  `{"sku":7,"quantity":"2","email":true}`,
	}
	for name, body := range tests {
		t.Run(name, func(t *testing.T) {
			router, _ := newRouter(t)
			w := post(router, body, "")
			if w.Code != http.StatusUnprocessableEntity {
				t.Fatalf("%d: %s", w.Code, w.Body)
			}
			for _, field := range []string{"sku", "quantity", "email"} {
				if !strings.Contains(w.Body.String(), `"`+field+`"`) {
					t.Errorf("%s is not named: %s", field, w.Body)
				}
			}
		})
	}
}

// #endregion test
