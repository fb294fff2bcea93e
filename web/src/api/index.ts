import type { components } from './schema'

export type { components, paths } from './schema'

/** Bodies and answers by their name in the interface. */
export type Schemas = components['schemas']

export type Me = Schemas['Me']
export type Item = Schemas['ItemOut']
export type ItemInput = Schemas['ItemIn']
export type PickedItem = Schemas['PickedItem']
export type PickedOrderLine = Schemas['PurchaseOrderLinePick']
export type Home = Schemas['HomeOut']
export type Todo = Schemas['TodoOut']
export type RecentAction = Schemas['RecentOut']
export type SearchHit = Schemas['HitOut']
export type UnitConversion = Schemas['ConversionOut']
