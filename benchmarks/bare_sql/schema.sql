-- Issue of stock to a project in the fewest statements that keep the books: the limit that our own posting is measured against.
-- A ledger line, a balance, a project cost rollup and an outbox row; no documents, people, tenants or audit.
drop schema if exists lim cascade;
create schema lim;
set search_path = lim;
create table item (tenant int not null, item int not null, category int not null, primary key (tenant,item));
create table stock_balance (
  tenant int not null, item int not null, batch int not null, location int not null, project int not null,
  qty numeric(18,4) not null check (qty >= 0), value numeric(20,4) not null,
  updated_at timestamptz not null default now(),
  primary key (tenant,item,batch,location,project)) with (fillfactor=70);
create table stock_ledger (
  tenant int not null, seq bigint generated always as identity, doc bigint not null, line int not null,
  item int not null, batch int not null, location int not null, project int not null, task int not null,
  qty numeric(18,4) not null, unit_cost numeric(18,6) not null, value numeric(20,4) not null,
  effective_at timestamptz not null, posted_at timestamptz not null default now(),
  primary key (tenant,seq));
create index on stock_ledger (tenant,item,effective_at,seq);
create index on stock_ledger (tenant,project,effective_at);
create unique index on stock_ledger (tenant,doc,line);
create table project_cost (
  tenant int not null, project int not null, task int not null, category int not null, period int not null,
  qty numeric(18,4) not null, value numeric(20,4) not null,
  primary key (tenant,project,task,category,period)) with (fillfactor=70);
create table outbox (id bigint generated always as identity primary key, tenant int not null, doc bigint not null,
  topic text not null, payload jsonb not null, created_at timestamptz not null default now());
create sequence doc_seq cache 50;

insert into item select 1, g, g % 8 + 1 from generate_series(1,:items) g;
insert into stock_balance
  select 1, g, b, l, 0, 1000000000, 1000000000 * (1 + (g*7919 % 10000)/100.0)
  from generate_series(1,:items) g, generate_series(0,1) b, generate_series(1,5) l;

-- the set-based statement, shared by the plpgsql call and by the Python drivers
create function post_issue(p_tenant int, p_doc bigint, p_project int, p_task int, p_period int, p_at timestamptz,
  p_item int[], p_batch int[], p_loc int[], p_qty numeric[]) returns numeric language plpgsql as $f$
declare n int; ok int; total numeric;
begin
  n := cardinality(p_item);
  -- 1. lock the balances in key order (no deadlocks); next statement sees the newest row versions
  perform 1 from stock_balance b
    join unnest(p_item,p_batch,p_loc) as t(i,ba,l)
      on b.tenant=p_tenant and b.item=t.i and b.batch=t.ba and b.location=t.l and b.project=0
    order by b.item,b.batch,b.location for update of b;
  get diagnostics ok = row_count;
  if ok <> n then raise exception 'unknown or duplicate stock key: % of %', ok, n; end if;
  -- 2. value at moving average, decrement, ledger, project cost
  with line as (
    select o::int as ln, i as item, ba as batch, l as loc, q
    from unnest(p_item,p_batch,p_loc,p_qty) with ordinality as t(i,ba,l,q,o)),
  calc as materialized (
    select line.*, it.category,
           case when b.qty = q then b.value else round(b.value*q/b.qty,4) end as v
    from line join stock_balance b
      on b.tenant=p_tenant and b.item=line.item and b.batch=line.batch and b.location=line.loc and b.project=0
    join item it on it.tenant=p_tenant and it.item=line.item),
  upd as (
    update stock_balance b set qty=b.qty-c.q, value=b.value-c.v, updated_at=now()
    from calc c where b.tenant=p_tenant and b.item=c.item and b.batch=c.batch and b.location=c.loc and b.project=0
    returning 1),
  led as (
    insert into stock_ledger(tenant,doc,line,item,batch,location,project,task,qty,unit_cost,value,effective_at)
    select p_tenant,p_doc,ln,item,batch,loc,p_project,p_task,-q,round(v/q,6),-v,p_at from calc),
  pc as (
    insert into project_cost as x select p_tenant,p_project,p_task,category,p_period,sum(q),sum(v)
    from calc group by category order by category
    on conflict (tenant,project,task,category,period) do update set qty=x.qty+excluded.qty, value=x.value+excluded.value)
  select (select count(*) from upd), (select sum(v) from calc) into ok, total;
  if ok <> n then raise exception 'balance update mismatch'; end if;
  insert into outbox(tenant,doc,topic,payload) values (p_tenant,p_doc,'issue.posted',
    jsonb_build_object('doc',p_doc,'project',p_project,'lines',n,'value',total));
  return total;
end $f$;

-- driver-side line generator for pgbench (distinct keys: stride coprime with item count)
create function pgb_issue(p_seed int, p_d int, p_stride int, p_items int, p_project int, p_task int) returns numeric language sql as $f$
  select lim.post_issue(1, nextval('lim.doc_seq'), p_project, p_task, 202611, now(),
    array_agg(i), array_agg(p_seed % 2), array_agg(p_seed % 5 + 1), array_agg((1+i%3)::numeric))
  from (select (p_seed + k*p_stride) % p_items + 1 as i from generate_series(1,p_d) k) g
$f$;
alter function post_issue set search_path = lim;
analyze;
