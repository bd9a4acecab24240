/*
 * Facts of a target's PostgreSQL that a compiler knows, as a table that
 * src/tools/layout_facts reads from the object file. Nothing is run.
 *
 * Each is something that differs between architectures, releases or build options, and
 * that an extension with bindings of another target would get wrong.
 */
#include "postgres.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <wchar.h>

#include "access/htup_details.h"
#include "executor/executor.h"
#include "fmgr.h"
#include "nodes/execnodes.h"
#include "storage/proc.h"
#include "storage/s_lock.h"
#include "utils/memutils.h"
#include "utils/rel.h"

/* The reader counts on these widths: 56 bytes of name, 8 of value. */
struct fact {
	char name[56];
	int64 value;
} __attribute__((packed));

#define SIZE(type) {"sizeof(" #type ")", sizeof(type)}, {"alignof(" #type ")", _Alignof(type)}
#define OFFSET(type, field) {"offsetof(" #type ", " #field ")", offsetof(type, field)}
#define VALUE(name) {#name, (int64) (name)}

__attribute__((section(".pgrx_layout"), used)) static const struct fact facts[] = {
	VALUE(PG_VERSION_NUM),
	VALUE(BLCKSZ),
	VALUE(XLOG_BLCKSZ),
	VALUE(NAMEDATALEN),
	VALUE(FUNC_MAX_ARGS),
	VALUE(INDEX_MAX_KEYS),
	VALUE(MAXIMUM_ALIGNOF),
	VALUE(FLOAT8PASSBYVAL),
	{"char is signed", (char) -1 < 0},
	SIZE(Datum),
	SIZE(Size),
	SIZE(off_t),
	SIZE(time_t),
	SIZE(long),
	SIZE(int64),
	SIZE(double),
	SIZE(long double),
	SIZE(wchar_t),
	SIZE(va_list),
	SIZE(sigjmp_buf),
	SIZE(slock_t),
#ifdef PG_INT128_TYPE
	SIZE(int128),
#endif
	SIZE(NullableDatum),
	SIZE(FunctionCallInfoBaseData),
	OFFSET(FunctionCallInfoBaseData, args),
	SIZE(ItemPointerData),
	SIZE(HeapTupleHeaderData),
	OFFSET(HeapTupleHeaderData, t_bits),
	SIZE(TupleDescData),
	SIZE(MemoryContextData),
	SIZE(RelationData),
	SIZE(EState),
	SIZE(ExprState),
	SIZE(PGPROC),
	SIZE(Pg_magic_struct),
};
