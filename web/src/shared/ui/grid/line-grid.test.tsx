import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import i18next from 'i18next'
import { useState } from 'react'
import { initReactI18next } from 'react-i18next'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import common from '../../i18n/en/common.json'
import grid from '../../i18n/en/grid.json'
import { product } from '../../lib/arithmetic'
import { faultKey } from '../../refusal'
import { LineGrid } from './line-grid'
import type { GridColumn } from './types'

interface Line {
  id: string
  name: string
  quantity: string
  price: string
  amount: string
}

const columns: GridColumn<Line>[] = [
  { kind: 'text', key: 'name', title: 'Name' },
  { kind: 'number', key: 'quantity', title: 'Quantity', format: 'quantity', total: true },
  {
    kind: 'number',
    key: 'price',
    title: 'Price',
    format: 'unit_price',
    // Opened by the cell before it, as a node is by its project.
    editable: (line) => line.quantity !== '',
  },
  { kind: 'readonly', key: 'amount', title: 'Amount', format: 'money', total: true },
]

let made = 0
const newLine = (): Line => {
  made += 1
  return { id: String(made), name: '', quantity: '', price: '', amount: '' }
}

function Sheet({ faults }: { faults?: Map<string, string> }) {
  const [lines, setLines] = useState<Line[]>(() => [newLine()])
  return (
    <LineGrid<Line>
      label="Lines"
      lines={lines}
      columns={columns}
      onChange={setLines}
      newLine={newLine}
      derive={(line) => ({ ...line, amount: product(line.quantity, line.price, 2) ?? '' })}
      faults={faults}
    />
  )
}

function open(faults?: Map<string, string>) {
  const sheet = (now?: Map<string, string>) => (
    <QueryClientProvider client={new QueryClient()}>
      <Sheet faults={now} />
    </QueryClientProvider>
  )
  const { rerender } = render(sheet(faults))
  return { user: userEvent.setup(), refuse: (now: Map<string, string>) => rerender(sheet(now)) }
}

const editor = () => screen.getByRole<HTMLInputElement>('textbox')
const cells = (row: number) =>
  [...document.querySelectorAll(`[role=gridcell][data-row="${row}"]`)].map((cell) => cell.textContent)
const paste = (text: string) => fireEvent.paste(editor(), { clipboardData: { getData: () => text } })

describe('LineGrid', () => {
  beforeAll(() =>
    i18next
      .use(initReactI18next)
      .init({ lng: 'en', resources: { en: { common, grid } }, defaultNS: 'common' }),
  )
  afterEach(cleanup)

  it('is filled line by line with the keyboard alone', async () => {
    const { user } = open()
    editor().focus()
    await user.keyboard('Rebar{Enter}12*9.5{Enter}2.5{Enter}')
    await user.keyboard('Cement{Enter}3{Tab}1{Enter}')
    expect(cells(0)).toEqual(['Rebar', '114', '2.50', '285.00'])
    expect(cells(1)).toEqual(['Cement', '3', '1.00', '3.00'])
    expect(cells(2)).toEqual(['', '', '', ''])
    expect(document.querySelector('[data-total=amount]')?.textContent).toBe('288.00')
  })

  it('keeps the editor open on what is no number, and lets it be given up', async () => {
    const { user } = open()
    editor().focus()
    await user.keyboard('{ArrowRight}many{Enter}')
    expect(editor().getAttribute('aria-invalid')).toBe('true')
    expect(editor().value).toBe('many')
    await user.keyboard('{Escape}')
    expect(cells(0)[1]).toBe('')
  })

  it('takes a block from Excel, fills down, and undoes both', async () => {
    const { user } = open()
    editor().focus()
    paste('A\t1\t10\r\nB\t2\t\r\nC\t3\t\r\n')
    expect([cells(0)[0], cells(2)[1]]).toEqual(['A', '3'])
    await user.keyboard('{Control>}{Home}{/Control}{ArrowRight}{ArrowRight}')
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}{Control>}d{/Control}')
    expect([cells(1)[3], cells(2)[3]]).toEqual(['20.00', '30.00'])
    await user.keyboard('{Control>}z{/Control}')
    expect(cells(2)[3]).toBe('')
    await user.keyboard('{Control>}z{/Control}')
    expect(cells(0)[0]).toBe('')
  })

  it('goes to the first refused cell and forgets the fault once it is changed', async () => {
    const { user, refuse } = open()
    editor().focus()
    paste('A\t1\nB\t2')
    refuse(new Map([[faultKey(1, 'quantity'), 'Too many.']]))
    expect(editor().getAttribute('aria-label')).toContain('Line 2, Quantity')
    expect(screen.getByText('Too many.')).toBeTruthy()
    await user.keyboard('1{Enter}')
    expect(screen.queryByText('Too many.')).toBeNull()
  })

  it('lets Tab leave at the end', async () => {
    const { user } = open()
    editor().focus()
    await user.keyboard('{Tab}{Tab}{Tab}')
    expect(document.activeElement).not.toBe(editor())
  })
})
