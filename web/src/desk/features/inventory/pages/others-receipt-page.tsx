import { useLocation } from 'react-router'
import { ConsignReceipt } from '../components/consign-receipt'
import { SupplyReceipt } from '../components/supply-receipt'

/** What is not ours comes in: a supplier's consignment, or what the employer supplies. */
export default function OthersReceiptPage() {
  const { pathname } = useLocation()
  return pathname.startsWith('/inventory/consigned/') ? <ConsignReceipt /> : <SupplyReceipt />
}
