import { Steps } from 'antd'
import { useTranslation } from 'react-i18next'
import { type ProjectDraft, STEPS } from '../rules/project-draft'
import styles from './project.module.css'

/** Where the project stands in its life, and why it was opened again. */
export function ProjectStatus({ project }: { project: ProjectDraft }) {
  const { t } = useTranslation('projects')
  const place = STEPS.indexOf(project.status)
  return (
    <div className={styles.status}>
      <Steps
        size="small"
        current={project.status === 'closed' ? STEPS.length : place}
        items={STEPS.map((status) => ({ title: t(`common:state.${status}`) }))}
      />
      {project.status_reason && (
        <p>
          {t('project.reopened_because')}: {project.status_reason}
        </p>
      )}
    </div>
  )
}
