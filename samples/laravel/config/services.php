<?php

return [

    'orders' => [
        'token' => env('ORDERS_TOKEN'),
    ],

];
