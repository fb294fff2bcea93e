import { ProjectOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useScope } from '@/shared/session/scope'
import { useCan } from '@/shared/session/use-me'
import styles from './frame.module.css'

// Pickers are large and the first screen needs none: it is fetched when someone wants to choose.
const ProjectPicker = lazy(() => import('./project-picker'))

export function ProjectSwitch() {
  const { t } = useTranslation('shell')
  const can = useCan()
  const { project } = useScope()
  const [choosing, setChoosing] = useState(false)
  if (!can('projects.read')) return null
  const name = project?.label ?? t('top.all_projects')
  const button = (
    <Button
      type="text"
      icon={<ProjectOutlined />}
      aria-label={`${t('top.project')}: ${name}`}
      onClick={() => setChoosing(true)}
    >
      <span className={styles.name}>{name}</span>
    </Button>
  )
  if (!choosing) return button
  return (
    <Suspense fallback={button}>
      <ProjectPicker onDone={() => setChoosing(false)} />
    </Suspense>
  )
}
