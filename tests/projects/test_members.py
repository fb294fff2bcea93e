"""Roles over one project."""

from dataclasses import replace

import pytest

from gongliao.kernel.ids import new_id
from gongliao.platform.models import User
from gongliao.platform.public import Actor, MissingGrant, RequestIdReused, actor_of_user, tenant_transaction
from gongliao.projects.errors.records import (
    MemberNotFound,
    OwnMembership,
    PersonNotFound,
    ProjectNotFound,
    RoleNotForProjects,
)
from gongliao.projects.public import MemberRequest, add_member, list_projects, members_of, remove_member
from gongliao.projects.queries.records import Member
from tests.projects.kit import Site, make_site


def members(site: Site) -> list[Member]:
    with tenant_transaction(site.world.tenant.id):
        return members_of(actor=site.boss, project_id=site.project.id)


def again(actor: Actor) -> Actor:
    """Return the person with the roles they hold now."""
    with tenant_transaction(actor.tenant_id):
        from gongliao.platform.models import Person

        user_id = Person.objects.get(id=actor.person_id).user_id
    return actor_of_user(User.objects.get(id=user_id))


class TestMembers:
    def test_a_member_sees_the_project_until_removed(self) -> None:
        site = make_site()
        worker = site.world.person(name="张三")
        request = MemberRequest(id=new_id(), project_id=site.project.id, person_id=worker.person_id, role="site_worker")

        added = add_member(actor=site.boss, request=request)

        assert members(site) == [added]
        with tenant_transaction(site.world.tenant.id):
            assert list_projects(actor=again(worker)).count() == 1
        remove_member(actor=site.boss, project_id=site.project.id, member_id=added.id)
        assert members(site) == []
        assert again(worker).assignments == ()

    def test_the_same_again_changes_nothing(self) -> None:
        site = make_site()
        worker = site.world.person()
        request = MemberRequest(id=new_id(), project_id=site.project.id, person_id=worker.person_id, role="site_worker")

        first = add_member(actor=site.boss, request=request)

        assert add_member(actor=site.boss, request=request) == first
        assert add_member(actor=site.boss, request=replace(request, id=new_id())) == first
        with pytest.raises(RequestIdReused):
            add_member(actor=site.boss, request=replace(request, role="buyer"))

    def test_refuses(self) -> None:
        site, theirs = make_site(), make_site()
        stranger = theirs.world.person("buyer")
        request = MemberRequest(
            id=new_id(), project_id=site.project.id, person_id=site.world.person().person_id, role="buyer"
        )

        refused = [
            (replace(request, role="administrator"), RoleNotForProjects),
            (replace(request, role="king"), RoleNotForProjects),
            (replace(request, person_id=stranger.person_id), PersonNotFound),
            (replace(request, project_id=theirs.project.id), ProjectNotFound),
        ]
        for each, refusal in refused:
            with pytest.raises(refusal):
                add_member(actor=site.boss, request=each)
        with pytest.raises(MissingGrant):
            add_member(actor=site.world.person("site_worker"), request=request)
        with pytest.raises(MemberNotFound):
            remove_member(actor=site.boss, project_id=site.project.id, member_id=new_id())

    def test_nobody_gives_themselves_a_role_with_a_right_from_the_project_alone(self) -> None:
        site = make_site()
        manager = site.world.person("project_manager", scope_kind="project", scope_id=site.project.id)
        [own] = members(site)
        request = MemberRequest(
            id=new_id(), project_id=site.project.id, person_id=manager.person_id, role="storekeeper"
        )

        with pytest.raises(OwnMembership):
            add_member(actor=manager, request=request)
        with pytest.raises(OwnMembership):
            remove_member(actor=manager, project_id=site.project.id, member_id=own.id)
        assert add_member(actor=site.boss, request=request).role == "storekeeper"
