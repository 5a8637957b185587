"""What a forked process does to shut itself in before a learner's first line: namespaces, mounts, user, limits, calls.

This file is inside the sandbox beside `parent.py` and `runner.py`, so it imports the standard library only. Every step
raises OSError when the kernel refuses it; nothing is tried twice or left out.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
from collections.abc import Iterable

HOME = "/home/learner"
KIT = "/course/kit"
SCRATCH = ("/tmp", "/dev/shm", HOME)
SCRATCH_FILES = 20_000  # names in one scratch folder: an empty file takes no room in it, but the kernel's memory
CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC = 0x00020000, 0x04000000, 0x08000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
OWN_NAMESPACES = CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWPID | CLONE_NEWNET
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_BIND, MS_REC, MS_PRIVATE = 0x1000, 0x4000, 0x40000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP = 1, 4, 38, 22
SECCOMP_MODE_FILTER = 2
CAPABILITY_VERSION_3 = 0x20080522
NO_LIST = "The calls to refuse are not known for this processor ({machine}); grade on x86_64 or aarch64."
# Memory that belongs to no process, keys and other things of the kernel's own, new namespaces and mounts, and leaving the
# processor that the hand-in was given. Numbers: the kernel's tables of x86_64 and of aarch64.
REFUSED_CALLS = {
    "x86_64": {
        "sched_setaffinity": 203, "memfd_create": 319, "memfd_secret": 447, "shmget": 29, "msgget": 68, "semget": 64,
        "userfaultfd": 323, "add_key": 248, "request_key": 249, "keyctl": 250, "bpf": 321, "perf_event_open": 298,
        "io_uring_setup": 425, "unshare": 272, "setns": 308, "mount": 165, "umount2": 166, "pivot_root": 155,
        "open_tree": 428, "move_mount": 429, "fsopen": 430, "mount_setattr": 442,
    },
    "aarch64": {
        "sched_setaffinity": 122, "memfd_create": 279, "memfd_secret": 447, "shmget": 194, "msgget": 186, "semget": 190,
        "userfaultfd": 282, "add_key": 217, "request_key": 218, "keyctl": 219, "bpf": 280, "perf_event_open": 241,
        "io_uring_setup": 425, "unshare": 97, "setns": 268, "mount": 40, "umount2": 39, "pivot_root": 41,
        "open_tree": 428, "move_mount": 429, "fsopen": 430, "mount_setattr": 442,
    },
}  # fmt: skip
AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
OTHER_ABI = 0x40000000  # from here on x86_64 counts the calls of its 32-bit-pointer variant
LOAD, JUMP_IF_EQUAL, JUMP_IF_AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | 1  # 1 is EPERM

_libc = ctypes.CDLL(None, use_errno=True)


def _call(name: str, *arguments: object) -> None:
    if getattr(_libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def _prctl(option: int, value: int, pointer: object = None) -> None:
    _call("prctl", option, ctypes.c_ulong(value), pointer, None, None)


def _mount(kind: str, place: str, flags: int, options: str = "", source: str = "none") -> None:
    _call("mount", source.encode(), place.encode(), kind.encode(), ctypes.c_ulong(flags), options.encode())


def enter_namespaces(root: bool) -> None:
    """Gives this process's children processes, mounts, network, names and shared memory of their own."""
    if root:
        _call("unshare", OWN_NAMESPACES)
        return
    user, group = os.getuid(), os.getgid()
    _call("unshare", OWN_NAMESPACES | CLONE_NEWUSER)
    _stay(user, group)


def _stay(user: int, group: int) -> None:
    """Keeps this process's user in the user namespace that it has just made: there is no root in it."""
    for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def mount_own(scratch_bytes: int, kept: Iterable[str]) -> None:
    """Puts empty scratch space, a list of the own processes only, and own terminals over what the parent has.

    `kept` are folders of Python itself, in case they lie below a scratch folder: they stay visible there.
    """
    _mount("", "/", MS_REC | MS_PRIVATE)
    _mount("proc", "/proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
    for place in SCRATCH:
        below = {path: os.open(path, os.O_PATH) for path in kept if path.startswith(f"{place}/")}
        _mount("tmpfs", place, MS_NOSUID | MS_NODEV, f"size={scratch_bytes},nr_inodes={SCRATCH_FILES},mode=1777")
        for path, descriptor in below.items():
            os.makedirs(path)
            _mount("", path, MS_BIND | MS_REC, source=f"/proc/self/fd/{descriptor}")
            os.close(descriptor)
    _mount("devpts", "/dev/pts", MS_NOSUID | MS_NOEXEC, "newinstance,ptmxmode=0666,mode=0620")
    _mount("tmpfs", KIT, MS_RDONLY | MS_NOSUID | MS_NODEV, "size=4k,mode=0755")


def become(uid: int | None) -> None:
    """Gives up root for good, since a process limit does not bind root; an ordinary user stays who he is."""
    if uid is not None:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
        _prctl(PR_SET_DUMPABLE, 1)


def forbid_namespaces(uid: int | None) -> None:
    """Ends what user namespaces allow: one of its own in which none can be made, so that nobody is root in any."""
    if uid is not None:
        _call("unshare", CLONE_NEWUSER)
        _stay(uid, uid)
    with open("/proc/sys/user/max_user_namespaces", "w") as file:
        file.write("0")


def drop_capabilities() -> None:
    """Gives up every capability, and the way to get one by starting a program."""
    header = struct.pack("Ii", CAPABILITY_VERSION_3, 0)
    _call("capset", header, bytes(24))
    _prctl(PR_SET_NO_NEW_PRIVS, 1)


def die_with_parent() -> None:
    _prctl(PR_SET_PDEATHSIG, 9)


def hide() -> None:
    """Closes this process's memory to others of the same user."""
    _prctl(PR_SET_DUMPABLE, 0)


def filter_program(machine: str) -> bytes:
    """Returns the kernel's filter: calls of another architecture and the listed ones are refused, the rest is allowed."""
    if machine not in REFUSED_CALLS:
        raise OSError(NO_LIST.format(machine=machine))
    numbers = sorted(set(REFUSED_CALLS[machine].values()))
    steps = [(LOAD, 0, 0, 4), (JUMP_IF_EQUAL, 0, len(numbers) + 3, AUDIT_ARCH[machine]), (LOAD, 0, 0, 0)]
    steps.append((JUMP_IF_AT_LEAST, len(numbers) + 1, 0, OTHER_ABI))
    # The last two steps are "allow" and "refuse"; a jump's length counts the steps left out.
    steps += [(JUMP_IF_EQUAL, len(numbers) - place, 0, number) for place, number in enumerate(numbers)]
    steps += [(RETURN, 0, 0, ALLOW), (RETURN, 0, 0, REFUSE)]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def refuse_calls() -> None:
    """Refuses the listed calls to this process and all that it starts; needs NO_NEW_PRIVS."""
    program = filter_program(platform.machine())
    buffer = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    _prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.create_string_buffer(head, len(head)))
