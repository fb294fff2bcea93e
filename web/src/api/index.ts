import type { components } from './schema'

export type { paths } from './schema'

type Schemas = components['schemas']

export type Me = Schemas['Me']
export type Item = Schemas['Item']
export type PickedItem = Schemas['PickedItem']
export type ItemInput = Schemas['ItemInput']
export type UnitConversion = Schemas['UnitConversion']
export type SearchHit = Schemas['SearchHit']
export type Todo = Schemas['Todo']
export type Home = Schemas['Home']
