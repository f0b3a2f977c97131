import type {ColumnType, Generated} from 'kysely'

/** Given by the database. */
export type Id = Generated<number>
export type Timestamp = ColumnType<Date, Date | string, Date | string>
export type OptionalTimestamp = ColumnType<
  Date | null,
  Date | string | null | undefined,
  Date | string | null
>
/** A timestamp that the database fills in. */
export type DefaultTimestamp = ColumnType<Date, Date | string | undefined, Date | string>
/** jsonb: read as a value, always written as text. */
export type Json<Value> = ColumnType<Value, string, string>
export type DefaultJson<Value> = ColumnType<Value, string | undefined, string>
/** date, as YYYY-MM-DD. */
export type OptionalDate = ColumnType<string | null, string | null | undefined, string | null>
export type Optional<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>
