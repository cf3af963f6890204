package orders

import (
	"crypto/subtle"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/gin-gonic/gin/binding"

	"example.com/orders/internal/database"
)

type Handler struct {
	orders *Service
}

// NewRouter returns the engine with every route of the service.
func NewRouter(service *Service, token string) (*gin.Engine, error) {
	if err := namesFromJSON(); err != nil {
		return nil, err
	}
	r := gin.New()
	r.HandleMethodNotAllowed = true
	if err := r.SetTrustedProxies(nil); err != nil {
		return nil, err
	}
	r.Use(gin.Logger(), gin.CustomRecovery(recovered), renderErrors)
	r.NoRoute(func(c *gin.Context) { c.Error(errNoRoute) })
	r.NoMethod(func(c *gin.Context) { c.Error(errNoMethod) })

	h := &Handler{orders: service}
	r.GET("/health", func(c *gin.Context) {
		c.JSON(http.StatusOK, gin.H{"status": "ok"})
	})
	r.POST("/orders", h.create)
	r.GET("/orders", h.list)
	r.GET("/orders/:id", h.get)
	r.POST("/orders/:id/cancel", requireToken(token), h.cancel)
	return r, nil
}

// #region endpoint
type createOrder struct {
	SKU      string `json:"sku" binding:"required,max=40"`
	Quantity int64  `json:"quantity" binding:"required,min=1,max=100"`
	Email    string `json:"email" binding:"required,email"`
}

type createHeaders struct {
	Key *string `header:"Idempotency-Key" binding:"omitempty,max=255"`
}

func (h *Handler) create(c *gin.Context) {
	var headers createHeaders
	if err := bind(c, &headers, binding.Header); err != nil {
		c.Error(err)
		return
	}
	var in createOrder
	if err := bind(c, &in, binding.JSON); err != nil {
		c.Error(err)
		return
	}
	order, created, err := h.orders.Create(
		c.Request.Context(),
		database.CreateOrderParams{
			SKU:            in.SKU,
			Quantity:       in.Quantity,
			Email:          in.Email,
			IdempotencyKey: headers.Key,
		},
	)
	if err != nil {
		c.Error(err)
		return
	}
	status := http.StatusOK
	if created {
		status = http.StatusCreated
	}
	c.Header("Location", fmt.Sprintf("/orders/%d", order.ID))
	c.JSON(status, order)
}

// #endregion endpoint

type listOrders struct {
	After int64 `form:"after" binding:"min=0"`
	Limit int64 `form:"limit,default=20" binding:"min=1,max=100"`
}

func (h *Handler) list(c *gin.Context) {
	var query listOrders
	if err := bind(c, &query, binding.Query); err != nil {
		c.Error(err)
		return
	}
	page, next, err := h.orders.List(
		c.Request.Context(), query.After, query.Limit,
	)
	if err != nil {
		c.Error(err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"orders": page, "next": next})
}

func (h *Handler) get(c *gin.Context) {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		c.Error(ErrNotFound)
		return
	}
	order, err := h.orders.Get(c.Request.Context(), id)
	if err != nil {
		c.Error(err)
		return
	}
	c.JSON(http.StatusOK, order)
}

func (h *Handler) cancel(c *gin.Context) {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		c.Error(ErrNotFound)
		return
	}
	order, err := h.orders.Cancel(c.Request.Context(), id)
	if err != nil {
		c.Error(err)
		return
	}
	c.JSON(http.StatusOK, order)
}

func requireToken(token string) gin.HandlerFunc {
	return func(c *gin.Context) {
		given, ok := strings.CutPrefix(c.GetHeader("Authorization"), "Bearer ")
		if !ok {
			c.Header("WWW-Authenticate", "Bearer")
			c.Error(errNoToken)
			c.Abort()
			return
		}
		if subtle.ConstantTimeCompare([]byte(given), []byte(token)) != 1 {
			c.Error(errWrongToken)
			c.Abort()
		}
	}
}
