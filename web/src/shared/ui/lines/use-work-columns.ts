import { useTranslation } from 'react-i18next'
import { pickColumn } from '../grid/pick-column'
import type { GridColumn } from '../grid/types'
import type { RemoteSource } from '../remote-source'
import { costCategorySource, type Named, nodeSource, projectSource } from '../sources'
import { codeAndName } from './item-line'

/** What of a project's work a line is for. */
export interface WorkLine {
  id: string
  node_id: string | null
  node_code: string | null
  node_name: string | null
  category_id: string | null
  category_code: string | null
  category_name: string | null
}

export interface ProjectLine extends WorkLine {
  project_id: string | null
  project_code: string | null
  project_name: string | null
}

const noNode = { node_id: null, node_code: null, node_name: null }
const noCategory = { category_id: null, category_code: null, category_name: null }

export const noWork: Omit<ProjectLine, 'id'> = {
  project_id: null,
  project_code: null,
  project_name: null,
  ...noNode,
  ...noCategory,
}

/** The work of the line above, which is most often the next line's too. */
export const workOf = (line: ProjectLine | undefined): Omit<ProjectLine, 'id'> =>
  line
    ? {
        project_id: line.project_id,
        project_code: line.project_code,
        project_name: line.project_name,
        node_id: line.node_id,
        node_code: line.node_code,
        node_name: line.node_name,
        category_id: line.category_id,
        category_code: line.category_code,
        category_name: line.category_name,
      }
    : noWork

/** The columns project, node and category, each of which asks for the one before. */
export function useWorkColumns<L extends WorkLine>() {
  const { t } = useTranslation('words')

  return {
    /** `changed` is what else another project changes. */
    project: <P extends ProjectLine>(changed: (line: P) => Partial<P> = () => ({})): GridColumn<P> =>
      pickColumn({
        key: 'project_id',
        title: t('project'),
        width: 130,
        source: () => projectSource,
        show: (line) => codeAndName(line.project_code, line.project_name),
        copy: (line) => line.project_code ?? '',
        choose: (line, choice) => {
          if (choice?.value === line.project_id) return {}
          const project = choice && {
            project_id: choice.value,
            project_code: choice.row.code,
            project_name: choice.row.name,
          }
          const chosen = (project ? { ...noNode, ...project } : noWork) as Partial<P>
          return { ...chosen, ...changed({ ...line, ...chosen }) }
        },
        fields: ['project_id', 'project_code', 'project_name', 'node_id', 'node_code', 'node_name'],
      }),
    node: (projectOf: (line: L) => string | null): GridColumn<L> =>
      pickColumn({
        key: 'node_id',
        title: t('node'),
        width: 130,
        editable: (line) => projectOf(line) !== null,
        source: (line) => {
          const project = projectOf(line)
          return project === null ? null : nodeSource(project)
        },
        show: (line) => codeAndName(line.node_code, line.node_name),
        copy: (line) => line.node_code ?? '',
        choose: (_line, choice) =>
          (choice
            ? { node_id: choice.value, node_code: choice.row.code, node_name: choice.row.name }
            : noNode) as Partial<L>,
        fields: ['node_id', 'node_code', 'node_name'],
      }),
    category: (
      projectOf: (line: L) => string | null,
      source: RemoteSource<Named> = costCategorySource,
    ): GridColumn<L> =>
      pickColumn({
        key: 'category_id',
        title: t('category'),
        width: 120,
        editable: (line) => projectOf(line) !== null,
        source: () => source,
        show: (line) => codeAndName(line.category_code, line.category_name),
        copy: (line) => line.category_code ?? '',
        choose: (_line, choice) =>
          (choice
            ? { category_id: choice.value, category_code: choice.row.code, category_name: choice.row.name }
            : noCategory) as Partial<L>,
        fields: ['category_id', 'category_code', 'category_name'],
      }),
  }
}
