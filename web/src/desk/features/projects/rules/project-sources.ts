import type { RemoteSource } from '@/shared/ui/remote-source'
import { type Named, warehouseSource } from '@/shared/ui/sources'

/** The stores of one company that are in use. */
export const siteStoreSource = (companyId: string): RemoteSource<Named> => ({
  ...warehouseSource,
  key: `warehouses:${companyId}`,
  query: { company_id: companyId, active: true },
})
