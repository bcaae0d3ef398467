/**
 * DynamoDB's expressions: lexer, parser, the sealed syntax tree and its evaluator. A tree is
 * resolved: it holds no placeholder, only paths and values. Pure; knows no wire format.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.model.expression;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
