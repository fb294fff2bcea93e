-- One item's series worked out again after a late receipt, and the rows that say what changed: the limit that our own
-- backdating is measured against. No documents, people, policies or locks; values in cents, as ours.

create schema if not exists lim;
drop table if exists lim.series;
drop function if exists lim.moves_of(uuid);
drop function if exists lim.backdate(numeric, numeric);
create table lim.series (
  tenant_id uuid not null, id uuid not null, on_day date not null, seq bigint not null,
  qty numeric(18,6) not null, brought numeric(18,2) not null, value numeric(18,2) not null,
  primary key (tenant_id, on_day, seq));
create function lim.moves_of(item uuid) returns setof lim.series language sql as $$
  select m.tenant_id, m.id, m.business_date, m.seq,
   case when m.target_kind = 'bin' then m.quantity else -m.quantity end, m.value, m.value
  from ledger_stockmove m where m.item_id = item $$;
drop aggregate if exists lim.mavg(numeric, numeric);
drop function if exists lim.mavg_step(lim.mavg_state, numeric, numeric);
drop type if exists lim.mavg_state;
create type lim.mavg_state as (q numeric, v numeric, lv numeric);
create function lim.mavg_step(s lim.mavg_state, q numeric, v numeric) returns lim.mavg_state language plpgsql immutable as $$
declare lv numeric; begin
  if q > 0 then lv := v; elsif s.q + q = 0 then lv := -s.v; else lv := -round(s.v * -q / s.q, 2); end if;
  s.q := s.q + q; s.v := s.v + lv; s.lv := lv; return s; end $$;
create aggregate lim.mavg(numeric, numeric) (sfunc = lim.mavg_step, stype = lim.mavg_state, initcond = '(0,0,0)');
create table if not exists lim.delta_move (like ledger_stockmove including all);
truncate lim.delta_move;

create function lim.backdate(quantity numeric, worth numeric) returns bigint language plpgsql as $f$
declare n bigint;
begin
  insert into lim.series select tenant_id, gen_random_uuid(), min(on_day), 0, quantity, worth, worth
    from lim.series group by tenant_id;
  create temp table changed on commit drop as
    select id, lv - value as change from (
      select id, abs((lim.mavg(qty, brought) over (order by on_day, seq)).lv) as lv, value from lim.series) s
    where lv <> value;
  insert into lim.delta_move (id, tenant_id, company_id, item_id, batch_id, source_kind, source_id, source_owner_id,
   target_kind, target_id, target_owner_id, ownership, quantity, value, entered_quantity, entered_unit, business_date,
   posting_date, recorded_at, document_type, document_id, document_line_id, recorded_by_id, corrects_id, cause,
   project_id, category_id)
    select gen_random_uuid(), tenant_id, company_id, item_id, batch_id, source_kind, source_id, source_owner_id,
     target_kind, target_id, target_owner_id, ownership, 0, change, 0, entered_unit, business_date, posting_date, now(),
     document_type, document_id, document_line_id, recorded_by_id, m.id, 'earlier_date',
     project_id, category_id
    from changed join ledger_stockmove m using (id);
  get diagnostics n = row_count;
  return n;
end $f$;
