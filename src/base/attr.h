/* attr.h - the few compiler attributes that the code base relies on. */
#ifndef BASE_ATTR_H
#define BASE_ATTR_H

#define MUST_USE          __attribute__((warn_unused_result))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))
#define NORETURN          __attribute__((noreturn))
#define PURE              __attribute__((pure))

#endif
