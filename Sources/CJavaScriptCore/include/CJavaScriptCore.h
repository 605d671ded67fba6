#ifndef CJAVASCRIPTCORE_H
#define CJAVASCRIPTCORE_H

#include <stdbool.h>
#include <stddef.h>

// The library is large, and most runs of Lectern need none of it: every formula is remembered. So it
// is opened when it is needed, never linked. These are the types of its C API; where the calls are
// looked up the compiler checks them against its own headers.

typedef const struct OpaqueJSContextGroup *JSContextGroupRef;
typedef const struct OpaqueJSContext *JSContextRef;
typedef struct OpaqueJSContext *JSGlobalContextRef;
typedef struct OpaqueJSString *JSStringRef;
typedef const struct OpaqueJSValue *JSValueRef;
typedef struct OpaqueJSValue *JSObjectRef;
typedef struct OpaqueJSClass *JSClassRef;
typedef unsigned short JSChar;

/// Asked whether a program that has run for its time is to end.
typedef bool (*JSShouldTerminateCallback)(JSContextRef context, void *data);

/// The calls that Lectern uses, under the names of the library's own without "JS".
struct JavaScriptCore {
  JSContextGroupRef (*contextGroupCreate)(void);
  void (*contextGroupRelease)(JSContextGroupRef);
  JSGlobalContextRef (*globalContextCreateInGroup)(JSContextGroupRef, JSClassRef);
  void (*globalContextRelease)(JSGlobalContextRef);
  JSObjectRef (*contextGetGlobalObject)(JSContextRef);
  JSValueRef (*evaluateScript)(
      JSContextRef, JSStringRef, JSObjectRef, JSStringRef, int, JSValueRef *);
  JSValueRef (*objectGetProperty)(JSContextRef, JSObjectRef, JSStringRef, JSValueRef *);
  JSValueRef (*objectCallAsFunction)(
      JSContextRef, JSObjectRef, JSObjectRef, size_t, const JSValueRef[], JSValueRef *);
  JSStringRef (*stringCreateWithCharacters)(const JSChar *, size_t);
  void (*stringRelease)(JSStringRef);
  size_t (*stringGetLength)(JSStringRef);
  const JSChar *(*stringGetCharactersPtr)(JSStringRef);
  JSValueRef (*valueMakeString)(JSContextRef, JSStringRef);
  JSStringRef (*valueToStringCopy)(JSContextRef, JSValueRef, JSValueRef *);
  double (*valueToNumber)(JSContextRef, JSValueRef, JSValueRef *);
  JSObjectRef (*valueToObject)(JSContextRef, JSValueRef, JSValueRef *);
  bool (*valueIsObject)(JSContextRef, JSValueRef);
  void (*valueProtect)(JSContextRef, JSValueRef);
  void (*valueUnprotect)(JSContextRef, JSValueRef);
  /// Not in the public headers, though every build of the library has it; null where one has not.
  void (*contextGroupSetExecutionTimeLimit)(
      JSContextGroupRef, double seconds, JSShouldTerminateCallback, void *data);
};

/// The library, opened the first time; null where it is not installed.
const struct JavaScriptCore *openJavaScriptCore(void);

/// Whether this process may have as many addresses as the library reserves; it aborts where it may not.
bool hasAddressesForJavaScriptCore(void);

#endif
