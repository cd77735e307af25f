// Stand-in until the JSON part lands; not committed.
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FluentValidation;
#pragma warning disable
namespace BotKit.Json
{
    internal sealed class BotJson
    {
        private readonly JsonSerializerOptions _o;
        public BotJson(IEnumerable<IJsonTypeInfoResolver> resolvers) { _o = new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = JsonTypeInfoResolver.Combine([.. resolvers, new DefaultJsonTypeInfoResolver()]) }; _o.MakeReadOnly(); }
        public JsonTypeInfo? Find(Type t) => _o.TryGetTypeInfo(t, out var i) ? i : null;
    }
    internal static class StrictJson
    {
        public static bool TryRead<T>(ReadOnlyMemory<byte> utf8, JsonTypeInfo<T> info, [NotNullWhen(true)] out T? value, out IReadOnlyList<BotFieldError> problems, out bool isMalformed)
        {
            problems = []; isMalformed = false; value = default;
            try { value = JsonSerializer.Deserialize(utf8.Span, info); return value is not null; }
            catch (JsonException) { problems = [new("$", "bad", "bad")]; return false; }
        }
    }
    internal static class InputFingerprint
    {
        public static byte[] Compute<T>(T input, JsonTypeInfo<T> info) => System.Security.Cryptography.SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(input, info));
    }
    internal static class InputSchema
    {
        public static JsonElement Create(JsonTypeInfo info, IReadOnlyList<IValidator> validators) => JsonDocument.Parse("{}").RootElement;
    }
}
namespace BotKit.Validation
{
    internal sealed class FluentValidationAdapter<T>(IValidator<T> v, JsonTypeInfo<T>? info) : IBotValidator<T>
    {
        public async ValueTask<IReadOnlyList<BotFieldError>> ValidateAsync(T input, CancellationToken ct)
        {
            var r = await v.ValidateAsync(input, ct);
            return r.IsValid ? [] : r.Errors.ConvertAll(e => new BotFieldError("$." + e.PropertyName, e.ErrorMessage, e.ErrorCode));
        }
    }
}
