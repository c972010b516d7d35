namespace Waldo.Emulator;

/// <summary>What a <see cref="Fault"/> does.</summary>
public enum FaultKind
{
    /// <summary>Answers with <see cref="Fault.Status"/> instead of processing the request, with <c>Retry-After</c> where <see cref="Fault.RetryAfter"/> is set.</summary>
    Status,

    /// <summary>Answers 401 <c>INVALID_TOKEN</c> whatever the token. With <see cref="Fault.Times"/> above 1, a storm of them.</summary>
    InvalidToken,

    /// <summary>Answers 403 <c>NOT_AUTHORIZED</c> with its second documented message: the service is not part of the organisation's plan.</summary>
    NotPermitted,

    /// <summary>Waits <see cref="Fault.Delay"/> of the emulator's clock before the request is processed.</summary>
    Latency,

    /// <summary>Sends the first half of the body, waits <see cref="Fault.Delay"/> of the emulator's clock, sends the rest.</summary>
    SlowBody,

    /// <summary>Cuts the connection before the request is processed: nothing has happened.</summary>
    CutBefore,

    /// <summary>Cuts the connection after the request is processed: it has happened, but the client cannot know.</summary>
    CutAfter,

    /// <summary>Processes the request and cuts the connection in the middle of the body.</summary>
    CutInBody,

    /// <summary>Leaves the new token out of a successful answer.</summary>
    NoNewToken,

    /// <summary>Sends the first half of the JSON as if it were all.</summary>
    MalformedBody,

    /// <summary>Writes the JSON with single quotes, as one page of the documentation prints an error.</summary>
    SingleQuotedBody,

    /// <summary>Sends an HTML page under the answer's own status.</summary>
    HtmlBody,

    /// <summary>Sends no body.</summary>
    EmptyBody,

    /// <summary>Replaces status, kyc, outcome, event and type words by one nobody knows.</summary>
    UnknownWords,

    /// <summary>Adds a member that is not documented to every object.</summary>
    ExtraMembers,

    /// <summary>Leaves out all members but the ids, <c>event</c>, <c>token</c> and the list of customers.</summary>
    MissingMembers,

    /// <summary>Leaves out <c>requestId</c>.</summary>
    MissingRequestId,

    /// <summary>Writes <c>warningTags</c> as an array, the shape of the document page.</summary>
    WarningTagsAsArray,

    /// <summary>Writes <c>warningTags</c> as an object, the shape of the check-fraud page.</summary>
    WarningTagsAsObject,

    /// <summary>Delivers a webhook twice.</summary>
    WebhookDuplicate,

    /// <summary>Never delivers a webhook.</summary>
    WebhookDrop,

    /// <summary>Delivers a webhook <see cref="Fault.Delay"/> later.</summary>
    WebhookDelay,

    /// <summary>Holds a webhook back until the next one to the same target has left, at most one minute.</summary>
    WebhookDisorder,
}
