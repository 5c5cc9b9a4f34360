insert into item (name, price, in_stock)
select 'book', 29.90, 100 where not exists (select 1 from item where name = 'book');

insert into item (name, price, in_stock)
select 'lamp', 249.00, 10 where not exists (select 1 from item where name = 'lamp');
