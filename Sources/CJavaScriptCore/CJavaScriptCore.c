#include "CJavaScriptCore.h"

#include <dlfcn.h>
#include <pthread.h>
#include <sys/resource.h>

#ifdef __APPLE__
#include <JavaScriptCore/JavaScriptCore.h>
#else
#include <JavaScriptCore/JavaScript.h>
#endif

static const char *const places[] = {
#ifdef __APPLE__
    "/System/Library/Frameworks/JavaScriptCore.framework/JavaScriptCore",
#else
    // One library, built for GTK 3 with libsoup 3, for GTK 4, and for GTK 3 with libsoup 2.
    "libjavascriptcoregtk-4.1.so.0",
    "libjavascriptcoregtk-6.0.so.1",
    "libjavascriptcoregtk-4.0.so.18",
#endif
};

static struct JavaScriptCore core;
static bool isOpen;
static pthread_once_t once = PTHREAD_ONCE_INIT;

// The assignment fails to compile where our type of a call is not the library's.
#define LOOK_UP(member, name) \
  do { \
    __typeof__(&name) found = (__typeof__(&name))dlsym(library, #name); \
    if (!found) return; \
    core.member = found; \
  } while (0)

static void openOnce(void) {
  void *library = NULL;
  for (size_t i = 0; !library && i < sizeof places / sizeof *places; i++) {
    library = dlopen(places[i], RTLD_NOW | RTLD_LOCAL);
  }
  if (!library) return;
  LOOK_UP(contextGroupCreate, JSContextGroupCreate);
  LOOK_UP(contextGroupRelease, JSContextGroupRelease);
  LOOK_UP(globalContextCreateInGroup, JSGlobalContextCreateInGroup);
  LOOK_UP(globalContextRelease, JSGlobalContextRelease);
  LOOK_UP(contextGetGlobalObject, JSContextGetGlobalObject);
  LOOK_UP(evaluateScript, JSEvaluateScript);
  LOOK_UP(objectGetProperty, JSObjectGetProperty);
  LOOK_UP(objectCallAsFunction, JSObjectCallAsFunction);
  LOOK_UP(stringCreateWithCharacters, JSStringCreateWithCharacters);
  LOOK_UP(stringRelease, JSStringRelease);
  LOOK_UP(stringGetLength, JSStringGetLength);
  LOOK_UP(stringGetCharactersPtr, JSStringGetCharactersPtr);
  LOOK_UP(valueMakeString, JSValueMakeString);
  LOOK_UP(valueToStringCopy, JSValueToStringCopy);
  LOOK_UP(valueToNumber, JSValueToNumber);
  LOOK_UP(valueToObject, JSValueToObject);
  LOOK_UP(valueIsObject, JSValueIsObject);
  LOOK_UP(valueProtect, JSValueProtect);
  LOOK_UP(valueUnprotect, JSValueUnprotect);
  core.contextGroupSetExecutionTimeLimit =
      (__typeof__(core.contextGroupSetExecutionTimeLimit))dlsym(
          library, "JSContextGroupSetExecutionTimeLimit");
  isOpen = true;
}

bool hasAddressesForJavaScriptCore(void) {
  // It reserves 4 GB for its objects alone, used or not.
  struct rlimit limit;
  return getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur >= (rlim_t)8 << 30;
}

const struct JavaScriptCore *openJavaScriptCore(void) {
  pthread_once(&once, openOnce);
  return isOpen ? &core : NULL;
}
