#pragma once
#include <string.h>
#include <libxml/xmlversion.h>
// Debian builds libxml2 with ICU, whose types clash with the copy inside Foundation.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlschemastypes.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

/// `xmlFree` is a mutable global function pointer, which Swift 6 refuses.
static inline void clibxml2_free(void *pointer) { xmlFree(pointer); }

/// `xmlParserVersion` is a mutable global pointer too: "20914", perhaps with a suffix.
static inline const char *clibxml2_version(void) { return xmlParserVersion; }

/// Where `byte` is among the first `count`; `count` when it is not there.
static inline size_t clibxml2_find(const unsigned char *bytes, size_t count, unsigned char byte) {
    const unsigned char *found = (const unsigned char *)memchr(bytes, byte, count);
    return found ? (size_t)(found - bytes) : count;
}
