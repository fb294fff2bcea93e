\set seed random(1, 1000000)
\set stride 1 + 10 * random(1, 49) + 2
\set project random(1, 200)
\set task random(1, 5)
select lim.pgb_issue(:seed, :d, :stride, :items, :project, :task);
