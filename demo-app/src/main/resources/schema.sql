create table if not exists item (
    name varchar(50) primary key,
    price numeric(10, 2) not null,
    in_stock integer not null check (in_stock >= 0)
);

create table if not exists orders (
    id bigint generated always as identity primary key,
    idempotency_key varchar(100) unique,
    item varchar(50) not null references item,
    quantity integer not null check (quantity > 0),
    amount numeric(12, 2) not null,
    status varchar(10) not null,
    charge_id varchar(50)
);
