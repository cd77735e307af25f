using System.Text.Json.Serialization.Metadata;
using BotKit.AspNetCore.Envelope;
using BotKit.AspNetCore.Limits;
using BotKit.Json;
using Microsoft.AspNetCore.Http.Features;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Reads the body of a call into one of the API's own types.</summary>
internal static class ApiBody
{
    /// <returns>The body; otherwise what is wrong with it.</returns>
    public static async ValueTask<(T? Body, Problem? Problem)> ReadAsync<T>(ApiCall call, JsonTypeInfo<T> contract)
        where T : class
    {
        var (bytes, problem) = await ReadAsync(call).ConfigureAwait(false);
        return problem is null ? Bind(bytes, contract) : (null, problem);
    }

    /// <returns>The bytes of a JSON body; otherwise what is wrong with it.</returns>
    public static async ValueTask<(ReadOnlyMemory<byte> Bytes, Problem? Problem)> ReadAsync(ApiCall call)
    {
        if (RequestBody.RefuseType(call.Http.Request) is { } wrongType)
        {
            return (default, wrongType);
        }

        var limit = call.Options.MaxBodyBytes;
        return await RequestBody.ReadAsync(call.Http, limit).ConfigureAwait(false) is { } bytes
            ? (bytes, null)
            : (default, RequestBody.TooLarge(limit));
    }

    /// <returns>The bytes of a JSON body, <see langword="null"/> when there is none; otherwise what is wrong with it.</returns>
    public static async ValueTask<(ReadOnlyMemory<byte>? Bytes, Problem? Problem)> ReadOptionalAsync(ApiCall call)
    {
        if (call.Http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false || call.Http.Request.ContentLength == 0)
        {
            return (null, null);
        }

        var (bytes, problem) = await ReadAsync(call).ConfigureAwait(false);
        return (bytes.IsEmpty ? null : bytes, problem);
    }

    /// <returns>The body, <paramref name="absent"/> when there is none; otherwise what is wrong with it.</returns>
    public static async ValueTask<(T? Body, Problem? Problem)> ReadOptionalAsync<T>(ApiCall call, JsonTypeInfo<T> contract, T absent)
        where T : class
    {
        var (bytes, problem) = await ReadOptionalAsync(call).ConfigureAwait(false);
        return problem is not null ? (null, problem) : bytes is { } body ? Bind(body, contract) : (absent, null);
    }

    private static (T? Body, Problem? Problem) Bind<T>(ReadOnlyMemory<byte> bytes, JsonTypeInfo<T> contract)
        where T : class
    {
        if (StrictJson.TryRead(bytes, contract, out var body, out var problems, out var isMalformed))
        {
            return (body, null);
        }

        return (null, isMalformed ? Problem.Of(400, BotErrorCodes.MalformedJson, "The body is not well-formed JSON.", details: problems) : Invalid(problems));
    }

    public static Problem Invalid(IReadOnlyList<BotFieldError> problems)
        => Problem.Of(422, BotErrorCodes.InvalidInput, "The body is not valid.", details: problems);
}
