import {sql} from 'kysely'

/** The custom values of a row named `issue`, by key, in the order of the fields; people as `{id, name}`. */
export const customView = sql`case when issue.custom = '{}' then '{}'::json else (
  select coalesce(json_object_agg(field.key, case when field.kind = 'person'
      then (select json_build_object('id', id, 'name', name) from person where id = given.value::integer)
      else given.value::json end order by field.position, field.id), '{}'::json)
  from jsonb_each(issue.custom) given join custom_field field on field.key = given.key) end`
