using BotKit.AspNetCore.Endpoints;
using BotKit.AspNetCore.Envelope;
using Microsoft.AspNetCore.Http;

namespace BotKit.AspNetCore.Security;

/// <summary>Gives the answers 401 and 403 of the host's authorization a body like that of every other refusal of the API.</summary>
internal static class AuthorizationAnswers
{
    public static RequestDelegate Add(RequestDelegate next) => async context =>
    {
        await next(context).ConfigureAwait(false);
        var response = context.Response;
        if (response.HasStarted
            || response.ContentType is not null
            || response.ContentLength > 0
            || context.GetEndpoint()?.Metadata.GetMetadata<ApiRoute>() is null)
        {
            return;
        }

        var answer = response.StatusCode switch
        {
            StatusCodes.Status401Unauthorized => Problem.Of(401, BotErrorCodes.Unauthenticated, "The call needs credentials."),
            StatusCodes.Status403Forbidden => Problem.Of(403, BotErrorCodes.Forbidden, "These credentials do not allow the call."),
            _ => null,
        };
        if (answer is not null)
        {
            await answer.WriteAsync(context).ConfigureAwait(false);
        }
    };
}
