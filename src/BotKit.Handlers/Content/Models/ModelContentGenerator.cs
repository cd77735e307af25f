using System.Text;
using BotKit.Handlers.Content.Templates;
using BotKit.Ledger;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace BotKit.Handlers.Content.Models;

/// <summary>Asks a model for pieces; where the options say so, templates write what it does not give.</summary>
internal sealed partial class ModelContentGenerator(
    IChatClient client,
    TemplateContentGenerator templates,
    BudgetKeeper budget,
    ContentSettings settings,
    TimeProvider clock,
    ILogger<ModelContentGenerator> logger) : IContentGenerator
{
    /// <summary>What a server tells beyond it is taken for no number of tokens.</summary>
    private const long MaxTold = 100_000_000;

    public string Name => "model";

    public (long Tokens, decimal Cost) Estimate(ContentOrder order)
    {
        var prompt = ModelPrompt.Of(order, settings.Options.Gates);
        var (first, second) = (MostOf(prompt, isRepair: false), MostOf(prompt, isRepair: true));
        return (first.Tokens + second.Tokens, first.Cost + second.Cost);
    }

    public async ValueTask<ContentDraft> GenerateAsync(ContentOrder order, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(order, cancellationToken).ConfigureAwait(false);
        }
        catch (BotException failure) when (IsDegraded(failure.Code))
        {
            LogDegraded(failure.Code, (failure.InnerException ?? failure).GetType().Name);
            ContentDraft draft;
            try
            {
                draft = await templates.GenerateAsync(order, cancellationToken).ConfigureAwait(false);
            }
            catch (BotException second) when (second.Code == ContentErrorCodes.TemplateUnknown)
            {
                throw ContentFailure.Of(failure.Code, failure.Message, failure);
            }

            return draft with { Engine = templates.Name, DegradedBy = failure.Code };
        }
    }

    private bool IsDegraded(string code) => code switch
    {
        ContentErrorCodes.BudgetSpent => settings.Options.Budget.WhenSpent == ContentSpent.Templates,
        ContentErrorCodes.ModelBusy or ContentErrorCodes.ModelTimeout or ContentErrorCodes.ModelUnavailable
            or ContentErrorCodes.ModelRefused or ContentErrorCodes.ModelOutputInvalid => settings.Options.Model.OnFailure == ContentFallback.Templates,
        _ => false,
    };

    private async ValueTask<ContentDraft> AskAsync(ContentOrder order, CancellationToken cancellationToken)
    {
        var prompt = ModelPrompt.Of(order, settings.Options.Gates);
        var first = await AskOnceAsync(order, prompt.First(), MostOf(prompt, isRepair: false), cancellationToken).ConfigureAwait(false);
        var (answer, rounds, last) = (ModelAnswer.Read(first.Text, first.IsCutOff, order, prompt), 1, first);
        var (faults, used) = (answer.Faults, first.Used);
        if (faults.Count > 0)
        {
            last = await AskOnceAsync(order, prompt.Repair(first.Text, faults), MostOf(prompt, isRepair: true), cancellationToken).ConfigureAwait(false);
            (answer, rounds) = (ModelAnswer.Read(last.Text, last.IsCutOff, order, prompt), 2);
            used = new ModelUse(used.InputTokens + last.Used.InputTokens, used.OutputTokens + last.Used.OutputTokens, used.Cost + last.Used.Cost);
        }

        if (answer.Faults.Count > 0)
        {
            throw ContentFailure.Of(ContentErrorCodes.ModelOutputInvalid, $"The model's answer cannot be used, also after a repair: {string.Join(' ', answer.Faults)}");
        }

        return new ContentDraft
        {
            Title = answer.Title,
            MetaDescription = answer.MetaDescription,
            Markdown = answer.Markdown,
            Model = new ContentModelCall
            {
                ModelId = last.ModelId,
                PromptVersion = ModelPrompt.Version,
                PromptSha256 = prompt.Sha256,
                Prompt = prompt.Text,
                Rounds = rounds,
                Repaired = faults,
                InputTokens = used.InputTokens,
                OutputTokens = used.OutputTokens,
                TokensTold = first.IsTold && last.IsTold,
                Cost = used.Cost,
            },
        };
    }

    private async ValueTask<Reply> AskOnceAsync(ContentOrder order, List<ChatMessage> messages, ModelUse reserved, CancellationToken cancellationToken)
    {
        var model = settings.Options.Model;
        var day = await budget.ReserveAsync(order, reserved, cancellationToken).ConfigureAwait(false);
        using var timeout = new CancellationTokenSource(model.Timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        // What is not known to be unused stays reserved: the server may have worked for a call that was given up.
        var used = reserved;
        try
        {
            var response = await client.GetResponseAsync(messages, OptionsOf(model), both.Token).WaitAsync(both.Token).ConfigureAwait(false);
            var text = response.Text ?? "";
            var isTold = response.Usage is { InputTokenCount: >= 0 and <= MaxTold, OutputTokenCount: >= 0 and <= MaxTold };
            var (input, output) = isTold
                ? (response.Usage!.InputTokenCount!.Value, response.Usage.OutputTokenCount!.Value)
                : (reserved.InputTokens, Math.Min(reserved.OutputTokens, Encoding.UTF8.GetByteCount(text)));
            used = new ModelUse(input, output, budget.CostOf(input, output));
            return new Reply(text, response.FinishReason == ChatFinishReason.Length, response.ModelId ?? model.Id ?? "unknown", used, isTold);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException failure)
        {
            throw ModelFailures.Timeout(failure);
        }
#pragma warning disable CA1031 // Clients throw what they like; each becomes one verdict.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            var verdict = ModelFailures.Of(failure);
            used = verdict.Code is ContentErrorCodes.ModelBusy or ContentErrorCodes.ModelRefused ? default : used;
            throw verdict;
        }
        finally
        {
            await SettleAsync(order, day, reserved, used).ConfigureAwait(false);
        }
    }

    private async ValueTask SettleAsync(ContentOrder order, DateOnly day, ModelUse reserved, ModelUse used)
    {
        try
        {
            if (!await budget.SettleAsync(order, day, reserved, used).ConfigureAwait(false))
            {
                LogNotSettled(null);
            }
        }
        catch (BotStoreException failure)
        {
            // An answer that is there and paid for is not thrown away for it.
            LogNotSettled(failure);
        }
    }

    private static ChatOptions OptionsOf(ContentModelOptions model) => new()
    {
        ModelId = model.Id,
        MaxOutputTokens = model.MaxOutputTokens,
        Temperature = model.Temperature,
        ResponseFormat = ChatResponseFormat.ForJsonSchema(ModelAnswer.Schema, "piece", "A piece of content"),
    };

    /// <summary>A repair has the first answer among what goes in.</summary>
    private ModelUse MostOf(ModelPrompt prompt, bool isRepair)
    {
        var output = settings.Options.Model.MaxOutputTokens;
        var input = prompt.MaxTokens + (isRepair ? output : 0);
        return new ModelUse(input, output, budget.CostOf(input, output));
    }

    [LoggerMessage(5401, LogLevel.Warning, "Templates write a piece in place of the model: {Code} ({Cause}).")]
    private partial void LogDegraded(string code, string cause);

    [LoggerMessage(5402, LogLevel.Warning, "What a call of the model did not use could not be given back to the budget; it stays counted for the day.")]
    private partial void LogNotSettled(Exception? exception);

    private sealed record Reply(string Text, bool IsCutOff, string ModelId, ModelUse Used, bool IsTold);
}
