using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Intrinsic functions on texts.</summary>
internal static class TextIntrinsics
{
    private const int MaxFormatted = WorkflowDefaults.MaxDataBytes;

    public static JsonNode? Format(IntrinsicCall call)
    {
        var template = call.Text(0);
        var text = new StringBuilder();
        var next = 1;
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] == '\\' && i + 1 < template.Length && template[i + 1] is '{' or '}' or '\\')
            {
                text.Append(template[++i]);
            }
            else if (template[i] == '{' && i + 1 < template.Length && template[i + 1] == '}')
            {
                i++;
                if (next >= call.Count)
                {
                    throw call.Fail("has more {} than arguments");
                }

                var value = call[next++];
                text.Append(JsonNodes.TryText(value, out var part) ? part : JsonNodes.Write(value));
            }
            else if (template[i] is '{' or '}')
            {
                throw call.Fail("has a brace that is neither {} nor escaped");
            }
            else
            {
                text.Append(template[i]);
            }

            if (text.Length > MaxFormatted)
            {
                throw call.Fail("makes too long a text");
            }
        }

        return next == call.Count ? JsonValue.Create(text.ToString()) : throw call.Fail("has fewer {} than arguments");
    }

    public static JsonNode? StringToJson(IntrinsicCall call)
    {
        try
        {
            var text = call.Text(0);
            var node = string.IsNullOrWhiteSpace(text) ? null
                : JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = WorkflowDefaults.MaxDataDepth, AllowDuplicateProperties = false });

            // Parsing leaves escapes as they are; half a character would show up only where somebody reads it.
            _ = JsonNodes.WriteUtf8(node);
            return node;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            throw call.Fail("got a text that is no JSON");
        }
    }

    public static JsonNode? JsonToString(IntrinsicCall call) => JsonValue.Create(JsonNodes.Write(call[0]));

    /// <summary>Splits at each of the delimiter's characters; nothing between two of them gives nothing.</summary>
    public static JsonNode? Split(IntrinsicCall call)
        => new JsonArray([.. call.Text(0).Split(call.Text(1).ToCharArray() is { Length: > 0 } at ? at : throw call.Fail("needs a delimiter"), StringSplitOptions.RemoveEmptyEntries)
            .Select(static it => JsonValue.Create(it))]);

    public static JsonNode? Encode(IntrinsicCall call) => JsonValue.Create(Convert.ToBase64String(Encoding.UTF8.GetBytes(call.Limited(0))));

    public static JsonNode? Decode(IntrinsicCall call)
    {
        try
        {
            return JsonValue.Create(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(call.Limited(0))));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw call.Fail("got a text that is not Base64 of UTF-8");
        }
    }

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "The language has it, for fingerprints.")]
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "The language has it, for fingerprints.")]
    public static JsonNode? Hash(IntrinsicCall call)
    {
        var text = JsonNodes.TryText(call[0], out var plain) ? plain : JsonNodes.Write(call[0]);
        if (text.Length > 10_000)
        {
            throw call.Fail("takes at most 10000 characters");
        }

        var data = Encoding.UTF8.GetBytes(text);
        return JsonValue.Create(Convert.ToHexStringLower(call.Text(1) switch
        {
            "MD5" => MD5.HashData(data),
            "SHA-1" => SHA1.HashData(data),
            "SHA-256" => SHA256.HashData(data),
            "SHA-384" => SHA384.HashData(data),
            "SHA-512" => SHA512.HashData(data),
            _ => throw call.Fail("knows MD5, SHA-1, SHA-256, SHA-384 and SHA-512"),
        }));
    }
}
