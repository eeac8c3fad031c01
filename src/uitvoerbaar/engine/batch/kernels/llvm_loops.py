"""LLVM IR of the loops over elements: reductions per row, finding the elements of rows; and of totals by group."""

from __future__ import annotations

from uitvoerbaar.engine.batch.kernels.protocol import Job

_TYPE = {"f": "double", "i": "i64", "b": "i8"}


def reduction(job: Job, name: str) -> str:
    """A loop over rows with a loop over the elements of each; the table holds values, counts, begins and results."""
    kinds = [job.program.type(job.program.outputs[output]) for output, _ in job.reductions]
    stored = [_TYPE[kind] for kind in kinds]
    number = len(stored)
    zero = ["0.0" if kind == "f" else "0" for kind in kinds]
    lines = [f"define void @{name}(ptr noalias readonly %table, i64 %n) {{", "entry:"]
    for position in range(2 * number + 2):
        lines.append(f"  %a{position} = getelementptr ptr, ptr %table, i64 {position}")
        lines.append(f"  %p{position} = load ptr, ptr %a{position}")
    lines += [
        "  %some = icmp sgt i64 %n, 0", "  br i1 %some, label %row, label %done", "row:",
        "  %i = phi i64 [ 0, %entry ], [ %inext, %rowend ]",
        f"  %gc = getelementptr i32, ptr %p{number}, i64 %i", "  %count = load i32, ptr %gc",
        f"  %gb = getelementptr i32, ptr %p{number + 1}, i64 %i", "  %begin32 = load i32, ptr %gb",
        "  %begin = sext i32 %begin32 to i64", "  %count64 = sext i32 %count to i64", "  %end = add i64 %begin, %count64",
        "  %any = icmp sgt i32 %count, 0", "  br i1 %any, label %elem, label %rowend", "elem:",
        "  %e = phi i64 [ %begin, %row ], [ %enext, %elem ]",
    ]  # fmt: skip
    lines += [f"  %c{r} = phi {t} [ {zero[r]}, %row ], [ %m{r}, %elem ]" for r, t in enumerate(stored)]
    lines.append("  %first = icmp eq i64 %e, %begin")
    for r, t in enumerate(stored):
        lines += [f"  %g{r} = getelementptr {t}, ptr %p{r}, i64 %e", f"  %v{r} = load {t}, ptr %g{r}"]
        lines += _combine(r, t, kinds[r], job.reductions[r][1])
    lines += [
        "  %enext = add i64 %e, 1",
        "  %more = icmp slt i64 %enext, %end",
        "  br i1 %more, label %elem, label %rowend",
    ]
    lines.append("rowend:")
    lines += [f"  %f{r} = phi {t} [ {zero[r]}, %row ], [ %m{r}, %elem ]" for r, t in enumerate(stored)]
    for r, t in enumerate(stored):
        lines += [f"  %h{r} = getelementptr {t}, ptr %p{number + 2 + r}, i64 %i", f"  store {t} %f{r}, ptr %h{r}"]
    lines += [
        "  %inext = add i64 %i, 1",
        "  %again = icmp slt i64 %inext, %n",
        "  br i1 %again, label %row, label %done",
    ]
    return "\n".join([*lines, "done:", "  ret void", "}"])


def _combine(r: int, stored: str, kind: str, how: str) -> list[str]:
    if how == "or":
        return [f"  %m{r} = or {stored} %c{r}, %v{r}"]
    if how == "add":
        return [f"  %m{r} = {'fadd' if kind == 'f' else 'add'} {stored} %c{r}, %v{r}"]
    test = ("olt" if how == "min" else "ogt") if kind == "f" else ("slt" if how == "min" else "sgt")
    return [
        f"  %t{r} = {'fcmp' if kind == 'f' else 'icmp'} {test} {stored} %v{r}, %c{r}",
        f"  %w{r} = or i1 %first, %t{r}",
        f"  %m{r} = select i1 %w{r}, {stored} %v{r}, {stored} %c{r}",
    ]


def accumulation(kind: str) -> str:
    """A loop that adds value * weight (128 bits), weight and 1 of the rows with a value that is not 0 to their group."""
    stored = _TYPE[kind]
    wide = {"f": "fptosi double %v to i64", "i": "add i64 %v, 0", "b": "zext i8 %v to i64"}[kind]
    return f"""define void @accumulate_{kind}(ptr %value, ptr %null, ptr %err, ptr %weight, ptr %by, i64 %n, ptr %acc) {{
entry:
  %weighted = icmp ne ptr %weight, null
  %split = icmp ne ptr %by, null
  %some = icmp sgt i64 %n, 0
  br i1 %some, label %row, label %done
row:
  %i = phi i64 [ 0, %entry ], [ %next, %rowend ]
  %gn = getelementptr i8, ptr %null, i64 %i
  %isnull = load i8, ptr %gn
  %ge = getelementptr i8, ptr %err, i64 %i
  %iserr = load i8, ptr %ge
  %out = or i8 %isnull, %iserr
  %skip = icmp ne i8 %out, 0
  br i1 %skip, label %rowend, label %read
read:
  %gv = getelementptr {stored}, ptr %value, i64 %i
  %v = load {stored}, ptr %gv
  %whole = {wide}
  %zero = icmp eq i64 %whole, 0
  br i1 %zero, label %rowend, label %add
add:
  br i1 %weighted, label %loadw, label %group
loadw:
  %gw = getelementptr i64, ptr %weight, i64 %i
  %lw = load i64, ptr %gw
  br label %group
group:
  %w = phi i64 [ 1, %add ], [ %lw, %loadw ]
  br i1 %split, label %loadg, label %sum
loadg:
  %gg = getelementptr i32, ptr %by, i64 %i
  %lg = load i32, ptr %gg
  %lg64 = sext i32 %lg to i64
  br label %sum
sum:
  %g = phi i64 [ 0, %group ], [ %lg64, %loadg ]
  %at = mul i64 %g, 4
  %ps = getelementptr i64, ptr %acc, i64 %at
  %s = load i128, ptr %ps, align 8
  %v128 = sext i64 %whole to i128
  %w128 = sext i64 %w to i128
  %p = mul i128 %v128, %w128
  %s2 = add i128 %s, %p
  store i128 %s2, ptr %ps, align 8
  %pc = getelementptr i64, ptr %ps, i64 2
  %c = load i64, ptr %pc
  %c2 = add i64 %c, %w
  store i64 %c2, ptr %pc
  %pr = getelementptr i64, ptr %ps, i64 3
  %r = load i64, ptr %pr
  %r2 = add i64 %r, 1
  store i64 %r2, ptr %pr
  br label %rowend
rowend:
  %next = add i64 %i, 1
  %more = icmp slt i64 %next, %n
  br i1 %more, label %row, label %done
done:
  ret void
}}
"""


_LOOPS = """define void @follow(ptr %partner, ptr %key, i64 %n, ptr %out) {
entry:
  %some = icmp sgt i64 %n, 0
  br i1 %some, label %row, label %done
row:
  %i = phi i64 [ 0, %entry ], [ %next, %row ]
  %gk = getelementptr i32, ptr %key, i64 %i
  %k = load i32, ptr %gk
  %nobody = icmp slt i32 %k, 0
  %safe = select i1 %nobody, i32 0, i32 %k
  %k64 = sext i32 %safe to i64
  %gp = getelementptr i32, ptr %partner, i64 %k64
  %p = load i32, ptr %gp
  %found = select i1 %nobody, i32 -1, i32 %p
  %go = getelementptr i32, ptr %out, i64 %i
  store i32 %found, ptr %go
  %next = add i64 %i, 1
  %more = icmp slt i64 %next, %n
  br i1 %more, label %row, label %done
done:
  ret void
}
define i64 @segments_count(ptr %start, ptr %stop, ptr %key, i64 %origin, i64 %n, ptr %counts, ptr %begins) {
entry:
  %keyed = icmp ne ptr %key, null
  %some = icmp sgt i64 %n, 0
  br i1 %some, label %row, label %done
row:
  %i = phi i64 [ 0, %entry ], [ %next, %rowend ]
  %total = phi i64 [ 0, %entry ], [ %sum, %rowend ]
  br i1 %keyed, label %load, label %order
load:
  %gk = getelementptr i32, ptr %key, i64 %i
  %k = load i32, ptr %gk
  %k64 = sext i32 %k to i64
  br label %found
order:
  %o = add i64 %origin, %i
  br label %found
found:
  %person = phi i64 [ %k64, %load ], [ %o, %order ]
  %nobody = icmp slt i64 %person, 0
  %safe = select i1 %nobody, i64 0, i64 %person
  %ga = getelementptr i32, ptr %start, i64 %safe
  %a = load i32, ptr %ga
  %gz = getelementptr i32, ptr %stop, i64 %safe
  %z = load i32, ptr %gz
  %d = sub i32 %z, %a
  %count = select i1 %nobody, i32 0, i32 %d
  br label %rowend
rowend:
  %gc = getelementptr i32, ptr %counts, i64 %i
  store i32 %count, ptr %gc
  %gb = getelementptr i32, ptr %begins, i64 %i
  %total32 = trunc i64 %total to i32
  store i32 %total32, ptr %gb
  %c64 = sext i32 %count to i64
  %sum = add i64 %total, %c64
  %next = add i64 %i, 1
  %more = icmp slt i64 %next, %n
  br i1 %more, label %row, label %done
done:
  %all = phi i64 [ 0, %entry ], [ %sum, %rowend ]
  ret i64 %all
}
define void @segments_fill(ptr %start, ptr %key, i64 %origin, i64 %n, ptr %counts, ptr %index, ptr %records, ptr %owners) {
entry:
  %keyed = icmp ne ptr %key, null
  %indexed = icmp ne ptr %index, null
  %some = icmp sgt i64 %n, 0
  br i1 %some, label %row, label %done
row:
  %i = phi i64 [ 0, %entry ], [ %next, %rowend ]
  %at = phi i64 [ 0, %entry ], [ %after, %rowend ]
  %gc = getelementptr i32, ptr %counts, i64 %i
  %count = load i32, ptr %gc
  %any = icmp sgt i32 %count, 0
  br i1 %any, label %which, label %rowend
which:
  br i1 %keyed, label %load, label %order
load:
  %gk = getelementptr i32, ptr %key, i64 %i
  %k = load i32, ptr %gk
  %k64 = sext i32 %k to i64
  br label %found
order:
  %o = add i64 %origin, %i
  br label %found
found:
  %person = phi i64 [ %k64, %load ], [ %o, %order ]
  %ga = getelementptr i32, ptr %start, i64 %person
  %a = load i32, ptr %ga
  %i32 = trunc i64 %i to i32
  %c64 = sext i32 %count to i64
  %end = add i64 %at, %c64
  br label %elem
elem:
  %e = phi i64 [ %at, %found ], [ %enext, %stored ]
  %r = phi i32 [ %a, %found ], [ %rnext, %stored ]
  br i1 %indexed, label %through, label %stored
through:
  %r64 = sext i32 %r to i64
  %gi = getelementptr i32, ptr %index, i64 %r64
  %named = load i32, ptr %gi
  br label %stored
stored:
  %record = phi i32 [ %r, %elem ], [ %named, %through ]
  %gr = getelementptr i32, ptr %records, i64 %e
  store i32 %record, ptr %gr
  %go = getelementptr i32, ptr %owners, i64 %e
  store i32 %i32, ptr %go
  %enext = add i64 %e, 1
  %rnext = add i32 %r, 1
  %again = icmp slt i64 %enext, %end
  br i1 %again, label %elem, label %rowend
rowend:
  %after = phi i64 [ %at, %row ], [ %enext, %stored ]
  %next = add i64 %i, 1
  %more = icmp slt i64 %next, %n
  br i1 %more, label %row, label %done
done:
  ret void
}
"""
LOOPS = _LOOPS + "".join(accumulation(kind) for kind in _TYPE)
