using BotKit.AspNetCore.Envelope;
using BotKit.AspNetCore.Limits;
using BotKit.AspNetCore.Security;
using BotKit.Diagnostics;
using BotKit.Ledger;
using BotKit.Schedules;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>What every call passes before and after its endpoint: origin, limit, and an answer whatever happens.</summary>
internal sealed class Door(ApiRoute route, Handler handler, CallerLimits limits, ILogger logger)
{
    // What the authorization middleware leaves behind; the framework's own check of it covers only endpoints that ask for a policy.
    private const string AuthorizationRan = "__AuthorizationMiddlewareWithEndpointInvoked";

    // Names in an answer are as long as a bot's name may be; a longer one is nobody's.
    private const int MaxNameLength = 63;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            var answer = await AnswerAsync(context).ConfigureAwait(false);
            await SendAsync(context, answer).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever goes wrong, the caller learns nothing of it but that it did.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await FailAsync(context, exception).ConfigureAwait(false);
        }
    }

    private async ValueTask<Answer> AnswerAsync(HttpContext context)
    {
        ThrowIfUndecided(context);
        var isUnsafe = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
        if (isUnsafe && await CrossSite.RefuseAsync(context).ConfigureAwait(false) is { } reason)
        {
            return Problem.Of(403, BotErrorCodes.CrossSite, reason);
        }

        var call = new ApiCall(context, route, Caller.Of(context));
        if (!limits.TryTake(call.Caller.Id, isUnsafe ? KnownBot(call) : "", out var retryAfter))
        {
            return Problem.Of(429, BotErrorCodes.CallerRateLimited, "There were too many calls from this caller.", retryAfter);
        }

        if (route.Operation is { } operation && ApiQuery.Refuse(context.Request.Query, operation.Query) is { } problem)
        {
            return problem;
        }

        try
        {
            return await handler(call).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            return OfBadRequest(exception, route.Options.MaxBodyBytes);
        }
        catch (BotRejectedException exception)
        {
            return Refusals.Of(exception);
        }
        catch (BotScheduleException exception)
        {
            return Refusals.Of(exception);
        }
        catch (BotStoreException exception)
        {
            Log.StoreFailed(logger, exception, context.Request.Method, route.Pattern);
            return Refusals.Of(exception);
        }
        catch (BotNotFoundException)
        {
            return Problem.UnknownBot();
        }
    }

    private async ValueTask SendAsync(HttpContext context, Answer answer)
    {
        if (answer is Problem problem)
        {
            if (problem.Result is null)
            {
                Describe(problem, context);
            }

            Log.Refused(logger, context.Request.Method, route.Pattern, problem.StatusCode, problem.Code, problem.ExecutionId);
        }

        await answer.WriteAsync(context).ConfigureAwait(false);
    }

    private async ValueTask FailAsync(HttpContext context, Exception exception)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to be told; the number is for the host's own log.
            context.Response.StatusCode = context.Response.HasStarted ? context.Response.StatusCode : StatusCodes.Status499ClientClosedRequest;
            return;
        }

        Log.EndpointFailed(logger, exception, context.Request.Method, route.Pattern);
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        await SendAsync(context, Problem.Internal()).ConfigureAwait(false);
    }

    private void Describe(Problem problem, HttpContext context)
    {
        if (context.Request.RouteValues["bot"] is string { Length: <= MaxNameLength } name)
        {
            problem.Bot ??= name;
        }

        if (route.Operation is { StartsRun: true })
        {
            problem.ExecutionId ??= ExecutionIds.Create(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        }
    }

    private static void ThrowIfUndecided(HttpContext context)
    {
        var metadata = context.GetEndpoint()!.Metadata;
        if (metadata.GetMetadata<IAuthorizeData>() is null
            && metadata.GetMetadata<IAllowAnonymous>() is null
            && !context.Items.ContainsKey(AuthorizationRan))
        {
            throw new InvalidOperationException("The BotKit API relies on the fallback policy, but nothing applies it: call UseAuthorization.");
        }
    }

    // Only a bot that exists has an allowance of its own, or a caller would get one with every name.
    private static string KnownBot(ApiCall call)
        => call.Http.RequestServices.GetRequiredService<IBotManager>().Find(call.Bot)?.Name ?? "";

    private static Problem OfBadRequest(BadHttpRequestException exception, int maxBodyBytes)
        => exception.StatusCode switch
        {
            413 => RequestBody.TooLarge(maxBodyBytes),
            408 => Problem.Of(408, BotErrorCodes.RequestTimeout, "The body came too slowly."),
            _ => Problem.Malformed("The request is not well-formed HTTP."),
        };
}
